/**
 * What Takeout calls its folders, by language; in small letters, composed, with plain spaces. Google publishes no list:
 * these are its words for the same things in the app and in exports that people describe. A missing word is no loss of
 * photos: a year folder is known by its year, and any other folder is read like an album's.
 */

/** The folder of Google Photos among those of Google's other products. */
export const containerNames: ReadonlySet<string> = new Set([
  'google photos', // en, et, fr, hi, pt, th, vi
  'google fotos', // ca, da, de, es, nl, pt
  'google foto', // id, it, no, ro, sl, sv
  "google foto's",
  'google фото', // ru, uk
  'google снимки', // bg
  'google фотографии',
  'google fotografije', // hr, sr
  'google fotók', // hu
  'google fotky', // sk
  'fotky google', // cs
  'google kuvat', // fi
  'google fotoğraflar', // tr
  'google nuotraukos', // lt
  'google fotoattēli', // lv
  'zdjęcia google', // pl
  'φωτογραφίες google', // el
  'google φωτογραφίες',
  'google フォト', // ja
  'google 相册', // zh-Hans
  'google 相簿', // zh-Hant
  'google 포토', // ko
  'صور google', // ar
  'תמונות google', // he
]);

/** What stands around the year in the name of a year folder. */
export const yearFolderFrames: ReadonlySet<string> = new Set([
  'photos from #', // en
  'fotos von #', // de
  'fotos aus #',
  'photos de #', // fr
  'photos du #',
  "photos de l'année #",
  'fotos del #', // es
  'fotos de #', // ca, es, pt
  'fotos desde #',
  'foto da #', // it
  'foto dal #',
  'foto del #',
  "foto's uit #", // nl
  "foto's van #",
  'zdjęcia z #', // pl
  'zdjęcia z # r.',
  'фото за # год', // ru
  'фото за #',
  'фотографии за # год',
  'фотографии за #',
  'фото за # рік', // uk
  'фото з #',
  'фотографії за # рік',
  'снимки от #', // bg
  'снимки от # г.',
  'foton från #', // sv
  'bilder från #',
  'billeder fra #', // da
  'fotos fra #',
  'bilder fra #', // no
  'kuvat vuodelta #', // fi
  'kuvia vuodelta #',
  'fotky z roku #', // cs, sk
  'fotky z #',
  'fotografie z roku #',
  'fotók # évből', // hu
  '# évi fotók',
  'fotók innen: #',
  'fotografii din #', // ro
  'poze din #',
  '# fotoğrafları', // tr
  '# yılından fotoğraflar',
  'φωτογραφίες από το #', // el
  'φωτογραφίες από #',
  'fotografije iz #', // hr, sl, sr
  'fotografije iz # godine',
  '# m. nuotraukos', // lt
  'nuotraukos iš #',
  'fotoattēli no # gada', // lv
  'fotod aastast #', // et
  'foto dari #', // id, ms
  'ảnh từ #', // vi
  'ảnh từ năm #',
  'รูปภาพจาก #', // th
  'รูปภาพจากปี #',
  '# की फ़ोटो', // hi
  '#年の写真', // ja
  '# 年の写真',
  '#年的照片', // zh-Hans
  '# 年的照片',
  '#年照片',
  '# 年的相片', // zh-Hant
  '#年的相片',
  '#년의 사진', // ko
  '#년 사진',
  '# 사진',
  'صور من #', // ar
  'صور من عام #',
  'תמונות מ-#', // he
  'תמונות משנת #',
]);

/** Folders that are no albums and no years. */
export type SpecialFolder = 'archive' | 'trash' | 'locked' | 'failed-videos';

const specialNames: Readonly<Record<SpecialFolder, readonly string[]>> = {
  archive: [
    'archive', // en, fr
    'archives',
    'archiv', // cs, de, sk
    'archivo', // es
    'archivio', // it
    'arquivo', // pt
    'arquivados',
    'archief', // nl
    'archiwum', // pl
    'архив', // bg, ru
    'архів', // uk
    'arkiv', // da, no, sv
    'arkisto', // fi
    'archívum', // hu
    'archív', // sk
    'arhivă', // ro
    'arhiva', // hr, sr
    'arhiv', // sl
    'arşiv', // tr
    'αρχείο', // el
    'αρχειοθήκη',
    'arxiu', // ca
    'archyvas', // lt
    'arhīvs', // lv
    'arhiiv', // et
    'arsip', // id
    'lưu trữ', // vi
    'เก็บถาวร', // th
    'संग्रह', // hi
    'アーカイブ', // ja
    '归档', // zh-Hans
    '存档',
    '封存', // zh-Hant
    '보관함', // ko
    '보관',
    'الأرشيف', // ar
    'ארכיון', // he
  ],
  trash: [
    'trash', // en
    'bin',
    'papierkorb', // de
    'corbeille', // fr
    'papelera', // es
    'cestino', // it
    'lixeira', // pt-BR
    'lixo', // pt-PT
    'reciclagem',
    'prullenbak', // nl
    'kosz', // pl
    'корзина', // ru
    'кошик', // uk
    'кошче', // bg
    'papperskorgen', // sv
    'papperskorg',
    'papirkurv', // da, no
    'papirkurven',
    'papelera de reciclaje',
    'roskakori', // fi
    'koš', // cs, sl
    'kôš', // sk
    'kuka', // hu
    'lomtár',
    'coș de gunoi', // ro
    'otpad', // hr
    'smeće',
    'çöp kutusu', // tr
    'çöp',
    'κάδος', // el
    'κάδος απορριμμάτων',
    'paperera', // ca
    'šiukšliadėžė', // lt
    'atkritne', // lv
    'prügikast', // et
    'sampah', // id
    'thùng rác', // vi
    'ถังขยะ', // th
    'ट्रैश', // hi
    'ゴミ箱', // ja
    '回收站', // zh-Hans
    '垃圾桶', // zh-Hant
    '垃圾箱',
    '资源回收站',
    '휴지통', // ko
    'المهملات', // ar
    'سلة المهملات',
    'אשפה', // he
  ],
  locked: [
    'locked folder', // en
    'gesperrter ordner', // de
    'dossier verrouillé', // fr
    'carpeta privada', // es
    'carpeta con contraseña',
    'cartella bloccata', // it
    'cartella protetta',
    'pasta trancada', // pt-BR
    'pasta bloqueada', // pt-PT
    'vergrendelde map', // nl
    'folder zablokowany', // pl
    'zablokowany folder',
    'личная папка', // ru
    'заблокированная папка',
    'заблокована папка', // uk
    'закрита папка',
    'заключена папка', // bg
    'låst mapp', // sv
    'låst mappe', // da, no
    'lukittu kansio', // fi
    'uzamčená složka', // cs
    'uzamknutý priečinok', // sk
    'zárolt mappa', // hu
    'dosar încuiat', // ro
    'dosar blocat',
    'zaključana mapa', // hr
    'zaklenjena mapa', // sl
    'kilitli klasör', // tr
    'κλειδωμένος φάκελος', // el
    'carpeta bloquejada', // ca
    'užrakintas aplankas', // lt
    'bloķētā mape', // lv
    'lukustatud kaust', // et
    'folder terkunci', // id
    'thư mục khoá', // vi
    'โฟลเดอร์ที่ล็อก', // th
    'लॉक किया गया फ़ोल्डर', // hi
    'ロックされたフォルダ', // ja
    'ロックされたフォルダー',
    '已锁定的文件夹', // zh-Hans
    '锁定的文件夹',
    '已鎖定的資料夾', // zh-Hant
    '鎖定資料夾',
    '잠긴 폴더', // ko
    'مجلد مقفل', // ar
    'المجلد المقفل',
    'תיקייה נעולה', // he
  ],
  'failed-videos': [
    'failed videos', // en
    'fehlgeschlagene videos', // de
    'vidéos ayant échoué', // fr
    'échecs de vidéos',
    'vídeos fallidos', // es
    'vídeos con errores',
    'video non riusciti', // it
    'vídeos com falha', // pt
    "mislukte video's", // nl
    'nieudane filmy', // pl
    'необработанные видео', // ru
    'невдалі відео', // uk
    'misslyckade videor', // sv
    'mislykkede videoer', // da, no
    'epäonnistuneet videot', // fi
    'neúspěšná videa', // cs
    'sikertelen videók', // hu
    'videoclipuri eșuate', // ro
    'başarısız videolar', // tr
    'αποτυχημένα βίντεο', // el
    '失敗した動画', // ja
    '失败的视频', // zh-Hans
    '失敗的影片', // zh-Hant
    '실패한 동영상', // ko
    'неуспешни видеоклипове', // bg
    'neúspešné videá', // sk
    'vídeos fallits', // ca
    'مقاطع فيديو فاشلة', // ar
    'סרטונים שנכשלו', // he
    'video không thành công', // vi
    'วิดีโอที่ล้มเหลว', // th
    'असफल वीडियो', // hi
    'video gagal', // id
    'neuspjeli videozapisi', // hr
    'neuspeli videoposnetki', // sl
    'nepavykę vaizdo įrašai', // lt
    'neizdevušies videoklipi', // lv
    'ebaõnnestunud videod', // et
  ],
};

/** By name. */
export const specialFolders: ReadonlyMap<string, SpecialFolder> = new Map(
  (['archive', 'trash', 'locked', 'failed-videos'] as const).flatMap((kind) =>
    specialNames[kind].map((name) => [name, kind] as const),
  ),
);
