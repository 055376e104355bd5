#!/usr/bin/env bash
# Packs a built program as a package of Debian: scripts/package.sh BINARY FOLDER; prints the package.
#
# The same program packed twice gives the same bytes: times come from SOURCE_DATE_EPOCH, or from the last
# commit. VERSION takes the place of the version in Cargo.toml, COMPRESSION that of xz; both are for tests.
set -euo pipefail
binary=$1
folder=$2
here=$(dirname "$0")/..

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

install -D -m 755 "$binary" "$tree/usr/bin/sportello"
strip --strip-unneeded "$tree/usr/bin/sportello"
install -D -m 644 "$here/packaging/sportello.service" "$tree/usr/lib/systemd/system/sportello.service"
papers=$tree/usr/share/doc/sportello
install -D -m 644 -t "$papers" "$here/docs/operations.md" "$here/CHANGELOG.md" "$here/LICENSE" "$here/packaging/debian/copyright"
install -D -m 644 -t "$papers/examples" "$here/server/settings/sportello.toml"
install -D -m 644 -t "$papers/examples/lecco" "$here/server/catalogue/lecco/"*.toml

# The newest symbols of libc that the program asks for.
libc=$(objdump -T "$tree/usr/bin/sportello" | sed -n 's/.*GLIBC_\([0-9.]*\).*/\1/p' | sort -V | tail -n 1)
size_kib=$(du -sk --apparent-size "$tree" | cut -f1)
mkdir "$tree/DEBIAN"
cat >"$tree/DEBIAN/control" <<CONTROL
Package: sportello
Version: $version
Architecture: $architecture
Maintainer: Sportello <sportello@example.org>
Installed-Size: $size_kib
Depends: init-system-helpers (>= 1.54), libc6 (>= $libc), libgcc-s1, passwd
Section: misc
Priority: optional
Homepage: https://example.org/sportello
Description: front office of a town hall as one program
 Numbers from the totem, calls at the desk, the board in the hall, slips and the
 page on the visitor's phone; one server, one file, no database to look after.
CONTROL
install -m 755 -t "$tree/DEBIAN" "$here"/packaging/debian/{preinst,postinst,prerm,postrm}
(cd "$tree" && find . -path ./DEBIAN -prune -o -type f -printf '%P\n' | LC_ALL=C sort | xargs md5sum >DEBIAN/md5sums)
find "$tree" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

package=$folder/sportello_${version}_$architecture.deb
dpkg-deb --build --root-owner-group -Z"${COMPRESSION:-xz}" "$tree" "$package" >/dev/null
echo "$package"
