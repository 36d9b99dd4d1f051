# The command line as a server: docker build --tag afterimage . — for amd64 and arm64.
FROM node:24-bookworm-slim AS build
WORKDIR /project
COPY package.json package-lock.json .npmrc ./
# Electron's program is not part of the command line.
RUN ELECTRON_SKIP_BINARY_DOWNLOAD=1 npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm run package:cli && mv dist/command-line/afterimage-* /afterimage

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 1000 --create-home --home-dir /home/afterimage afterimage \
 && mkdir --parents /data /backup \
 && chown afterimage:afterimage /data /backup
COPY --from=build /afterimage /opt/afterimage
ENV PATH=/opt/afterimage/bin:$PATH \
    AFTERIMAGE_DATA_DIR=/data \
    AFTERIMAGE_DESTINATION=/backup \
    AFTERIMAGE_TOKEN_STORE=file:/data/tokens.json
USER 1000:1000
VOLUME ["/data", "/backup"]
HEALTHCHECK --interval=1m --timeout=10s --start-period=30s CMD ["/opt/afterimage/lib/node", "-e", "fetch('http://127.0.0.1:9464/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/opt/afterimage/bin/afterimage"]
CMD ["daemon", "--metrics-port", "9464"]
