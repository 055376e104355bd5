#!/usr/bin/env bash
# Packs a built program as a package of Debian: scripts/package.sh BINARY FOLDER; prints the package. Which one it
# is, the name of the binary says: sportello (the server), sportello-totem, sportello-display or sportello-printer.
#
# The same program packed twice gives the same bytes: times come from SOURCE_DATE_EPOCH, or from the last
# commit. VERSION takes the place of the version in Cargo.toml, COMPRESSION that of xz; both are for tests.
set -euo pipefail
binary=$1
folder=$2
here=$(dirname "$0")/..
name=$(basename "$binary")

for tool in dpkg-deb objdump strip; do
  command -v "$tool" >/dev/null || { echo "$0: $tool is missing: install the Debian packages dpkg and binutils, then try again." >&2; exit 1; }
done

version=${VERSION:-$(sed -n '/^\[workspace.package\]/,/^\[/ s/^version = "\(.*\)"/\1/p' "$here/Cargo.toml")}
# What comes before a release sorts before it.
version=${version/-/\~}
architecture=$(dpkg --print-architecture)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct 2>/dev/null || echo 0)}

mkdir -p "$folder"
tree=$(mktemp -d "$folder/tree.XXXXXX")
trap 'rm -rf "$tree"' EXIT
chmod 755 "$tree"
umask 022
mkdir "$tree/DEBIAN"

install -D -m 755 "$binary" "$tree/usr/bin/$name"
strip --strip-unneeded "$tree/usr/bin/$name"
install -D -m 644 -t "$tree/usr/lib/systemd/system" "$here/packaging/$name.service"
papers=$tree/usr/share/doc/$name
install -D -m 644 -t "$papers" "$here/docs/operations.md" "$here/CHANGELOG.md" "$here/LICENSE"
install -m 644 "$here/packaging/debian/copyright" "$papers/copyright"
depends="init-system-helpers (>= 1.54), libgcc-s1"
more=

# Settings that are the office's own once they are changed, and what the scripts of a device's package are to know.
device() {
  local kind=$1 settings=$2 user=$3
  install -D -m 644 "$settings" "$tree/etc/sportello/$kind.toml"
  for script in postinst postrm prerm; do
    sed -e "s|@NAME@|$name|g; s|@SETTINGS@|/etc/sportello/$kind.toml|g; s|@USER@|$user|g" \
      "$here/packaging/devices/$script" >"$tree/DEBIAN/$script"
    chmod 755 "$tree/DEBIAN/$script"
  done
}

# What keeps the browser of a screen at its own pages.
policy() {
  install -D -m 644 "$here/packaging/chromium-policy.json" "$tree/etc/chromium/policies/managed/$name.json"
}

case $name in
sportello)
  install -D -m 644 -t "$papers/examples" "$here/server/settings/sportello.toml"
  install -D -m 644 -t "$papers/examples/lecco" "$here/server/catalogue/lecco/"*.toml
  install -m 755 -t "$tree/DEBIAN" "$here"/packaging/debian/{preinst,postinst,prerm,postrm}
  depends="$depends, passwd"
  words="front office of a town hall as one program
 Numbers from the totem, calls at the desk, the board in the hall, slips and the
 page on the visitor's phone; one server, one file, no database to look after."
  ;;
sportello-totem)
  device totem "$here/kiosk/settings/totem.toml" sportello-totem
  policy
  depends="$depends, passwd"
  more="Recommends: cage, chromium"
  words="totem of the front office Sportello
 Shows its pages to the browser of its own machine, and keeps that browser going."
  ;;
sportello-display)
  device display "$here/display/settings/display.toml" sportello-screen
  policy
  install -m 644 -t "$tree/usr/lib/systemd/system" "$here/packaging/sportello-display-browser.service"
  depends="$depends, passwd"
  more="Recommends: cage, chromium
Suggests: espeak-ng"
  words="waiting-room screen of the front office Sportello
 Shows who is called where, rings, and speaks the calls without the Internet."
  ;;
sportello-printer)
  device printer "$here/printer/settings/printer.toml" ""
  words="receipt printer of the front office Sportello
 Sends slips to a printer on the network, at a USB port or on a serial line, and
 says what became of them."
  ;;
*)
  echo "$0: $name is no program of Sportello" >&2
  exit 1
  ;;
esac

if [ -d "$tree/etc" ]; then
  (cd "$tree" && find etc -type f -printf '/%p\n' | LC_ALL=C sort >DEBIAN/conffiles)
fi
# The newest symbols of libc that the program asks for.
libc=$(objdump -T "$tree/usr/bin/$name" | sed -n 's/.*GLIBC_\([0-9.]*\).*/\1/p' | sort -V | tail -n 1)
size_kib=$(du -sk --apparent-size --exclude=DEBIAN "$tree" | cut -f1)
cat >"$tree/DEBIAN/control" <<CONTROL
Package: $name
Version: $version
Architecture: $architecture
Maintainer: Sportello <sportello@example.org>
Installed-Size: $size_kib
Depends: $depends, libc6 (>= $libc)
${more:+$more
}Section: misc
Priority: optional
Homepage: https://example.org/sportello
Description: $words
CONTROL
(cd "$tree" && find . -path ./DEBIAN -prune -o -type f -printf '%P\n' | LC_ALL=C sort | xargs md5sum >DEBIAN/md5sums)
find "$tree" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

package=$folder/${name}_${version}_$architecture.deb
dpkg-deb --build --root-owner-group -Z"${COMPRESSION:-xz}" "$tree" "$package" >/dev/null
echo "$package"
