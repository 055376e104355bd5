# Two commands for everybody: `make run` (the demo) and `make test`. Each does its own set-up.

.PHONY: run test check bench package assets browser debian shacl schemathesis mail escpos clock cargo node bless slips

# The demo: an office to try out, at http://127.0.0.1:7300/. `make run ARGS=--visitors` adds
# simulated visitors and clerks, so that every screen lives by itself.
ARGS ?=
run: cargo assets
	@echo "Building Sportello; the first time takes some minutes."
	cargo run --locked -- demo $(ARGS)

# Everything that CI checks.
test: cargo assets browser debian shacl schemathesis mail escpos clock check
	cargo build --workspace --locked
	cargo test --workspace --locked --doc
	cargo test --workspace --locked --lib --bins --tests

check: cargo assets
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- --deny warnings

# The figures, all in one run; takes some minutes and wants a quiet machine.
bench: cargo assets
	cargo build --release --locked --workspace
	cargo bench --locked -p tests --bench figures

# Writes the present layout of slips, and their bytes, as what is expected from now on: look at what changes.
bless: cargo assets
	UPDATE_GOLDEN=1 cargo test --workspace --locked --quiet --test bytes --test snapshots --test sheets --test raster

# The pictures of slips in docs/pictures.
slips: cargo assets browser
	scripts/slips.sh docs/pictures

# The packages for Debian, of the server and of the programs of devices, as target/package/NAME_VERSION_ARCHITECTURE.deb.
package: cargo assets
	cargo build --release --locked --workspace --exclude tests
	for program in sportello sportello-totem sportello-display sportello-printer; do \
	  scripts/package.sh target/release/$$program target/package || exit 1; \
	done

# Style sheet, fonts and icons into screen/assets (git-ignored); quick when nothing changed.
assets: node
	@node scripts/assets.mjs || { echo "make assets: the npm packages of package-lock.json could not be brought or read; see the lines above." >&2; exit 1; }

cargo:
	@command -v cargo >/dev/null || { echo "Rust is missing: install cargo and rustc 1.95 or newer (for instance with rustup), then try again." >&2; exit 1; }
	@command -v cc >/dev/null || { echo "A C compiler is missing: install the Debian package gcc, then try again." >&2; exit 1; }

node:
	@command -v node >/dev/null && command -v npm >/dev/null || { echo "Node.js 20 or newer with npm is missing; install it (for instance from nodejs.org), then try again." >&2; exit 1; }
	@node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' || { echo "Node.js 20 or newer is needed, but $$(node --version) is installed." >&2; exit 1; }

# What makes and tries the package.
debian:
	@command -v dpkg-deb >/dev/null && command -v objdump >/dev/null || { echo "Packages cannot be made here: install the Debian packages dpkg and binutils, then try again." >&2; exit 1; }
	@[ "$$(id -u)" = 0 ] || command -v fakeroot >/dev/null || { echo "Packages cannot be tried here: install the Debian package fakeroot, then try again." >&2; exit 1; }

# A clock that can be turned, for the tests of the real program; without it they say that they did not run.
clock:
	@ls /usr/lib/*/faketime/libfaketimeMT.so.1 >/dev/null 2>&1 || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq faketime >/dev/null; \
	} || echo "Tests of a clock that is turned are left out: install the Debian package faketime."

# Chromium and its driver for the browser tests, from Debian's packages.
browser:
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver fonts-liberation >/dev/null; \
	} || { echo "A browser is missing: install the Debian packages chromium, chromium-driver and fonts-liberation, then try again." >&2; exit 1; }

# Judges from Python, each in an environment of its own below target; quick when they are there: pyshacl judges the
# exported catalogue, schemathesis asks the API whatever its description allows and forbids, aiosmtpd takes what is sent,
# and icalendar reads it.
shacl schemathesis mail: %: target/%/ready
	@:

target/%/ready: tests/%/requirements.txt
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3 python3-venv >/dev/null; \
	} || { echo "Python is missing: install the Debian packages python3 and python3-venv, then try again." >&2; exit 1; }
	@python3 -m venv --clear target/$* \
	  && target/$*/bin/pip install --quiet --disable-pip-version-check --requirement tests/$*/requirements.txt \
	  && touch $@ || { echo "make $*: the packages of tests/$*/requirements.txt could not be brought; see the lines above." >&2; exit 1; }

# Another's interpreter of ESC/POS, which reads what printers are sent. It asks for a newer Rust than it needs.
escpos: cargo target/escpos/ready
	@:

target/escpos/ready: tests/escpos/Cargo.lock tests/escpos/src/main.rs
	@cargo build --quiet --locked --ignore-rust-version --manifest-path tests/escpos/Cargo.toml --target-dir target/escpos \
	  && touch $@ || { echo "make escpos: the crates of tests/escpos/Cargo.lock could not be brought; see the lines above." >&2; exit 1; }
