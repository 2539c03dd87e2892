// SPDX-License-Identifier: MIT
// Makes the HTML report's template out of src/ and writes it as a C table:
//
//     node build.mjs html_page.c [judge.wasm]
//
// The scripts become one bundle, the styles one sheet; both stand in the page, and the page's policy
// names them by their hashes, so nothing else can run or style it. The module goes in compressed, as
// base64. {{…}} in page.html are the build's slots, {{data:…}} those that the program fills.
// The same sources give the same bytes.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

// In the order of HtmlPageSlot in src/render/html_page.h.
const DATA = ["title", "plain", "words", "report"];

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

function bundle(file) {
  const result = buildSync({
    entryPoints: [here(file)],
    bundle: true,
    minify: true,
    charset: "utf8",
    format: "iife",
    target: ["chrome109", "firefox115", "safari16.4"],
    legalComments: "none",
    logLevel: "warning",
    write: false,
  });
  return result.outputFiles[0].text.trim();
}

function fill(template, slots) {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!(name in slots)) throw new Error(`page.html: there is no {{${name}}}`);
    return slots[name];
  });
}

export function makePage(modulePath) {
  const style = bundle("src/page.css");
  const script = bundle("src/main.js");
  if (/<\/|<!--/.test(script + style)) throw new Error("the bundle would end its own element");
  const policy = [
    "default-src 'none'",
    `script-src ${hash(script)} 'wasm-unsafe-eval'`,
    `style-src ${hash(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const module = modulePath ? gzipSync(readFileSync(modulePath), { level: 9 }).toString("base64") : "";
  return fill(readFileSync(here("src/page.html"), "utf8"), { policy, style, script, module });
}

function asTable(page) {
  const pieces = page.split(/\{\{data:(\w+)\}\}/);
  const slots = pieces.filter((_, i) => i % 2 === 1);
  if (slots.join() !== DATA.join()) throw new Error(`page.html: slots ${slots}, expected ${DATA}`);
  const bytes = pieces.filter((_, i) => i % 2 === 0).map((text) => Buffer.from(text));
  const tables = bytes.map((piece, i) => {
    const numbers = [...piece].join(",").replace(/(.{90,98}),/g, "$1,\n");
    return `static const unsigned char piece${i}[] = {\n${numbers}};\n`;
  });
  const rows = bytes.map((piece, i) => `    {(const char *)piece${i}, ${piece.length}},\n`);
  return (
    "// SPDX-License-Identifier: MIT\n" +
    "// The HTML page without its data. Written by page/build.mjs: change page/src/.\n" +
    '#include "render/html_page.h"\n\n' +
    tables.join("") +
    `\nconst Str html_page_pieces[HTML_PAGE_SLOT_COUNT + 1] = {\n${rows.join("")}};\n`
  );
}

const [out, modulePath] = process.argv.slice(2);
if (!out) throw new Error("usage: node build.mjs html_page.c [judge.wasm]");
const page = makePage(modulePath);
writeFileSync(out, asTable(page));
