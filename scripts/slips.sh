#!/bin/sh
# The pictures of slips: scripts/slips.sh FOLDER, such as docs/pictures.
set -eu
cd "$(dirname "$0")/.."
folder=$1
pages=target/slips/pictures
cargo run --quiet --locked -p printer --example slips -- --pictures "$pages" > target/slips.list
while read -r name width height; do
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
    --window-size="$width,$height" --screenshot="$folder/slip-$name.png" "file://$PWD/$pages/$name.html" >/dev/null 2>&1
done < target/slips.list
