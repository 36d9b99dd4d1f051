; Read into the installer and the uninstaller for Windows (nsis.include in electron-builder.config.ts).

!macro customUnInstall
  ; An update runs the uninstaller of the version before it, with --updated: what starts with the session stays then.
  ${ifNot} ${isUpdated}
    ; What app.setLoginItemSettings writes, and Windows' own note of whether the person has switched it off. Both are
    ; named after the AppUserModelID, which electron/main/main.ts sets to the app's id.
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${APP_ID}"
  ${endIf}
!macroend
