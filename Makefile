.PHONY: assets

# Style sheet, fonts and icons into screen/assets (git-ignored); quick when nothing changed.
assets:
	@command -v node >/dev/null && command -v npm >/dev/null || { echo "make assets: Node.js 20 or newer with npm is missing; install it (for instance from nodejs.org), then try again." >&2; exit 1; }
	@node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' || { echo "make assets: Node.js 20 or newer is needed, but $$(node --version) is installed." >&2; exit 1; }
	@node scripts/assets.mjs || { echo "make assets: the npm packages of package-lock.json could not be brought or read; see the lines above." >&2; exit 1; }
