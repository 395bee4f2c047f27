#!/bin/sh
# Makes the icons of the packages from bursar.svg, by Tauri's own tool. Run it after a change there.
set -eu
cd "$(dirname "$0")"
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
npx --yes @tauri-apps/cli@2.12.5 icon bursar.svg --output "$made"
for icon in 32x32.png 128x128.png 128x128@2x.png icon.png icon.ico icon.icns; do
    cp "$made/$icon" "$icon"
done
