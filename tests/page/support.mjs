// SPDX-License-Identifier: MIT
// What the tests of the page share: pages made by the program, changed reports, and Debian's Chromium.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const program = process.env.STAYORGO ?? join(root, "build/stayorgo");
export const build = process.env.STAYORGO_BUILD ?? join(root, "build");
export const shots = join(build, "page");
mkdirSync(shots, { recursive: true });

export const folder = mkdtempSync(join(tmpdir(), "stayorgo-page-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

export const run = (...args) => execFileSync(program, args, { encoding: "utf8", cwd: root, maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });

// --- Pages ------------------------------------------------------------------------------------------

let made = 0;

export function save(page) {
  const file = join(folder, `${++made}.html`);
  writeFileSync(file, page);
  return file;
}

export const input = (fixture) => join(root, "fixtures", fixture, "input");
export const scanPage = (path) => run("scan", "-q", path, "-o", "html");
export const scanReport = (path) => run("scan", "-q", path, "-o", "json");

const BLOCKS = { report: "application/json", words: "application/json", module: "application/octet-stream" };

function bounds(page, id) {
  const open = `<script type="${BLOCKS[id]}" id="${id}">`;
  const start = page.indexOf(open) + open.length;
  assert.ok(start >= open.length, `the page has no block ${id}`);
  return [start, page.indexOf("</script>", start)];
}

export const block = (page, id) => page.slice(...bounds(page, id));

export function withBlock(page, id, text) {
  const [start, end] = bounds(page, id);
  return page.slice(0, start) + text + page.slice(end);
}

// JSON as the program writes it: nothing in it ends an element.
const escapes = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029" };
export const json = (value) => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => escapes[c]);

// The same page about a report that `change` has changed.
export function changed(page, change, id = "report") {
  const value = JSON.parse(block(page, id));
  change(value);
  return withBlock(page, id, json(value));
}

// --- The browser ------------------------------------------------------------------------------------

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

async function playwright() {
  try {
    return (await import("playwright-core")).chromium;
  } catch {
    throw new Error("playwright-core is missing: npm ci --ignore-scripts --prefix tests/page (or run ./dev test)");
  }
}

export async function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? CHROMIUM.find(existsSync);
  if (!executablePath) throw new Error("Chromium is missing: apt-get install chromium (or run ./dev test)");
  const chromium = await playwright();
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

// An open page that has nothing to complain of: whatever it says, asks for or breaks is in `complaints`.
export async function open(browser, page, options = {}) {
  const file = save(page);
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const tab = await context.newPage();
  const complaints = [];
  tab.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  tab.on("dialog", (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  tab.on("request", (request) => { if (!/^(file|data|blob):/.test(request.url())) complaints.push(`request: ${request.url()}`); });
  const start = Date.now();
  await tab.goto(pathToFileURL(file).href);
  if (options.javaScriptEnabled !== false) await tab.waitForSelector("main");
  return { tab, complaints, ms: Date.now() - start, file, close: () => context.close() };
}

// What sticks out of the window to the right.
export const overflow = (tab) => tab.evaluate(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("#page *")].filter((one) => one.getBoundingClientRect().right > width + 1)
    .map((one) => `${one.tagName}.${one.className} ${one.textContent.slice(0, 40)}`);
});

// Numbers in [0, 1), the same in every run.
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const readText = (path) => readFileSync(path, "utf8");
