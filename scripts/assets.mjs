// Makes screen/assets/ from the npm packages of package-lock.json: the style sheet with only the rules
// that our pages use, the fonts, the icons that our pages name, the licences, and axe for the tests.
// Does nothing when neither the lock file nor any page has changed. Run by `make assets`.

import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const assets = join(root, "screen", "assets");
const stamp = join(assets, "stamp");

const crates = ["screen", "kiosk", "display", "printer", "server"];
const weights = [300, 400, 600, 700];
const subsets = ["latin", "latin-ext"];

// Kept although no page names them.
const safelist = ["html", "body", ":root"];

const lock = readFileSync(join(root, "package-lock.json"));
// Icons are also named by the catalogue of services, which is data.
const pages = crates.flatMap((crate) => files(join(root, crate), [".html", ".rs", ".toml", ".json"]))
  .filter((page) => !page.startsWith(assets))
  .sort();

const wanted = digest([lock, readFileSync(fileURLToPath(import.meta.url)), ...pages.map((page) => readFileSync(page))]);
if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) {
  process.exit(0);
}

bringPackages();
mkdirSync(join(assets, "test"), { recursive: true });
const axe = join(modules, "axe-core");
put("test/axe.min.js", readFileSync(join(axe, "axe.min.js")));
put("test/axe-it.json", readFileSync(join(axe, "locales", "it.json")));
put("bootstrap-italia.css", await styleSheet());
put("sprite.svg", sprite());
for (const name of fonts("titillium-web", subsets)) {
  put(name, readFileSync(join(modules, "@fontsource", "titillium-web", "files", name)));
}
for (const name of fonts("noto-sans-arabic", ["arabic"])) {
  put(name, readFileSync(join(modules, "@fontsource", "noto-sans-arabic", "files", name)));
}
// The letters that a receipt printer lacks are drawn from whole fonts: a browser's part of one cannot be read.
mkdirSync(join(assets, "print"), { recursive: true });
for (const [name, file] of [["noto-sans-arabic", "NotoSansArabic"], ["noto-sans-mono", "NotoSansMono"]]) {
  for (const weight of ["400Regular", "700Bold"]) {
    const font = `${file}_${weight}.ttf`;
    put(`print/${font}`, readFileSync(join(modules, "@expo-google-fonts", name, weight, font)));
  }
}
put("THIRD-PARTY.txt", licences());
writeFileSync(stamp, wanted);

/** Writes a file unless it is so already: a file that stays as it was makes cargo build nothing anew. */
function put(name, content) {
  const path = join(assets, name);
  const bytes = Buffer.from(content);
  if (!existsSync(path) || !readFileSync(path).equals(bytes)) writeFileSync(path, bytes);
}

/** The files below a folder whose names end in one of these ways. */
function files(folder, endings) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .map((name) => join(folder, name));
}

function digest(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

/** Brings the locked packages unless exactly these are there; no package runs a script of its own. */
function bringPackages() {
  const mark = join(modules, ".sportello-lock");
  const locked = digest([lock]);
  if (existsSync(mark) && readFileSync(mark, "utf8") === locked) return;
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  writeFileSync(mark, locked);
}

async function styleSheet() {
  const { PurgeCSS } = await import("purgecss");
  const [{ css }] = await new PurgeCSS().purge({
    content: pages,
    css: [join(modules, "bootstrap-italia", "dist", "css", "bootstrap-italia.min.css")],
    defaultExtractor: (text) => text.match(/[A-Za-z][\w-]*/g) ?? [],
    safelist,
    keyframes: true,
    fontFace: true,
    variables: false,
  });
  // The map is not brought along, and a missing one shows as an error in the browser's tools.
  return css.replace(/^\uFEFF/, "").replace(/\/\*# sourceMappingURL=.*?\*\//g, "");
}

/** Keeps the icons that a page names: `it-print` in a template, or in Rust. */
function sprite() {
  const named = new Set(pages.flatMap((page) => readFileSync(page, "utf8").match(/\bit-[a-z0-9-]+/g) ?? []));
  const all = readFileSync(join(modules, "bootstrap-italia", "dist", "svg", "sprites.svg"), "utf8");
  const symbols = [...all.matchAll(/<symbol [^>]*id="([^"]+)".*?<\/symbol>/gs)];
  const kept = symbols.filter(([, id]) => named.has(id)).map(([symbol]) => symbol);
  return `<svg xmlns="http://www.w3.org/2000/svg">${kept.join("")}</svg>\n`;
}

/** The names of a family's font files, one for each weight and part of the alphabet. */
function fonts(family, subsets) {
  return weights.flatMap((weight) => subsets.map((subset) => `${family}-${subset}-${weight}-normal.woff2`));
}

/** The licences of what is embedded in the program, in one file that the program serves. */
function licences() {
  const packages = ["bootstrap-italia", "@fontsource/noto-sans-arabic", "@fontsource/titillium-web"];
  const texts = packages.map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
    const text = readFileSync(join(modules, name, "LICENSE"), "utf8").trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  for (const name of ["noto-sans-arabic", "noto-sans-mono"]) {
    const folder = join(modules, "@expo-google-fonts", name);
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    texts.push(`@expo-google-fonts/${name} ${version} (OFL-1.1)\n\n${readFileSync(join(folder, "LICENSE_FONT"), "utf8").trim()}\n`);
  }
  // Its package brings only its own licence, not that of what it is a fork of.
  const bootstrap = readFileSync(join(root, "scripts", "bootstrap-licence.txt"), "utf8");
  return [...texts, bootstrap].join("\n\n");
}
