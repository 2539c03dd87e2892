// SPDX-License-Identifier: MIT
// The HTML report in Debian's Chromium: it says what the report says, complains of nothing, follows its
// sliders like `stayorgo rescore`, and keeps whatever was scanned inert.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { block, build, changed, folder, input, json, open, openBrowser, overflow, program, readText, root, run,
  scanPage, scanReport, seeded, shots, withBlock } from "./support.mjs";

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

const FIXTURES = ["django_saas_admin", "drf_api_only", "django_inference_carve", "monorepo_three_services", "empty",
  "syntax_errors", "encodings_and_names", "library_no_web", "hybrid_django_fastapi"];
const pages = new Map();
const pageOf = (fixture) => pages.get(fixture) ?? pages.set(fixture, scanPage(input(fixture))).get(fixture);

// --- What it says -----------------------------------------------------------------------------------

test("every kind of report opens without a complaint and fits its window", async () => {
  for (const fixture of FIXTURES) {
    const report = JSON.parse(block(pageOf(fixture), "report"));
    const page = await open(browser, pageOf(fixture));
    const shown = await page.tab.locator("header.verdict").textContent();
    const { main } = JSON.parse(block(pageOf(fixture), "words"));
    const words = report.projects[main].verdict.headline.split(": ")[0];
    assert.ok(shown.includes(words), `${fixture}: "${words}" is not in "${shown}"`);
    assert.equal(await page.tab.title(), report.verdict.headline);
    for (const width of [1200, 768, 360]) {
      await page.tab.setViewportSize({ width, height: 800 });
      assert.deepEqual(await overflow(page.tab), [], `${fixture} at ${width}`);
    }
    assert.deepEqual(page.complaints, [], fixture);
    await page.close();
  }
});

test("the report in the page is that of -o json, byte for byte", () => {
  for (const fixture of FIXTURES) assert.equal(block(pageOf(fixture), "report"), scanReport(input(fixture)), fixture);
});

test("without data the page has less than 200 kB", () => {
  const page = ["report", "words"].reduce((text, id) => withBlock(text, id, ""), pageOf("empty"));
  assert.ok(Buffer.byteLength(page) < 200_000, `${Buffer.byteLength(page)} bytes`);
  assert.ok(block(page, "module").length > 50_000, "this page has no module");
});

test("reasons lead to their places, criteria to their signals", async () => {
  const page = await open(browser, pageOf("django_saas_admin"));
  const { tab } = page;
  const first = tab.locator("#reasons details").first();
  await first.locator("summary").click();
  assert.ok((await first.locator(".line mark").count()) > 0, "no line is marked");
  assert.match(await first.locator(".places").textContent(), /booking\/admin\.py:24/);
  await tab.getByRole("button", { name: "Admin", exact: true }).click();
  assert.match(await tab.locator(".panel:not([hidden])").textContent(), /FastAPI if.*nobody edits records by hand/s);
  assert.match(await tab.locator("#cost").textContent(), /django-simple-history.*no equivalent there/s);
  assert.match(await tab.locator("#unseen").textContent(), /team, traffic/);
  await page.close();
});

test("each project of a monorepo can be looked at", async () => {
  const page = await open(browser, pageOf("monorepo_three_services"));
  const { projects } = JSON.parse(block(pageOf("monorepo_three_services"), "report"));
  const buttons = page.tab.locator(".projects button");
  assert.equal(await buttons.count(), projects.length);
  for (let i = 0; i < projects.length; i++) {
    await buttons.nth(i).click();
    assert.ok((await page.tab.locator("h1").textContent()).startsWith(projects[i].verdict.headline.split(": ")[0]));
    assert.equal(await page.tab.locator("main").getAttribute("data-decision"), projects[i].verdict.decision);
  }
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("a report that was decided again says so", async () => {
  const file = join(folder, "again.json");
  writeFileSync(file, scanReport(input("drf_api_only")));
  const page = await open(browser, run("rescore", file, "--set", "api_contract=9", "-o", "html"));
  assert.match(await page.tab.locator("#again").textContent(), /api_contract/);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("what the team decided and what the gates say is told", async () => {
  const place = join(folder, "decided");
  cpSync(input("drf_api_only"), place, { recursive: true });
  run("decide", "-q", "--target", "fastapi", "--reason", "<b>we like types</b>", place);
  const done = spawnSync(program, ["scan", "-q", "--fail-on", "flip", place, "-o", "html"], { encoding: "utf8" });
  const page = await open(browser, done.stdout);
  assert.match(await page.tab.locator("#record").textContent(), /migrate to FastAPI.*<b>we like types<\/b>.*flip/s);
  assert.equal(await page.tab.locator("#record .failed").count(), done.status);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("one page holds one report", () => {
  const done = spawnSync(program, ["scan", "-q", input("empty"), input("library_no_web"), "-o", "html"], { encoding: "utf8" });
  assert.equal(done.status, 2);
  assert.match(done.stderr, /the format html holds one report/);
});

// --- Sliders ----------------------------------------------------------------------------------------

test("50 positions of the sliders give what rescore gives", async () => {
  const random = seeded(50);
  const seen = new Set();
  for (const fixture of ["hollow_django", "drf_api_only"]) {
    const file = join(folder, `${fixture}.json`);
    writeFileSync(file, scanReport(input(fixture)));
    const page = await open(browser, pageOf(fixture));
    const criteria = Object.keys(JSON.parse(readText(file)).weights.criteria);
    for (let i = 0; i < 25; i++) {
      const settings = await page.tab.evaluate(async ([a, b, x, y]) => {
        const sliders = document.querySelectorAll(".matrix input");
        for (const [index, share] of [[a, x], [b, y]]) {
          sliders[index].value = share * sliders[index].max;
          sliders[index].dispatchEvent(new Event("input"));
        }
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return [...document.querySelectorAll(".matrix .value")].map((one) => one.textContent);
      }, [Math.floor(random() * criteria.length), Math.floor(random() * criteria.length), random(), random()]);
      const sets = criteria.flatMap((id, k) => ["--set", `${id}=${settings[k]}`]);
      const { verdict, robustness } = JSON.parse(run("rescore", file, ...sets, "-o", "json")).projects[0];
      const shown = await page.tab.evaluate(() => ({ ...document.querySelector("main").dataset }));
      const { decision, target, pull, fit, margin } = verdict;
      const expected = Object.fromEntries(Object.entries({ decision, target, pull, fit, margin, kept: robustness.kept }).map(([k, v]) => [k, String(v)]));
      assert.deepEqual(shown, expected, `${fixture} ${sets.join(" ")}`);
      seen.add(`${fixture} ${decision}`);
    }
    assert.deepEqual(page.complaints, []);
    await page.close();
  }
  assert.ok(seen.size > 2, `the sliders never moved a verdict: ${[...seen]}`);
});

test("the foot tells the command, and leads back", async () => {
  const page = await open(browser, pageOf("drf_api_only"));
  const { tab } = page;
  const said = await tab.locator("main").textContent();
  await tab.getByLabel("Weight of API contract").focus();
  await tab.keyboard.press("ArrowRight");
  await tab.waitForSelector(".foot:not([hidden])");
  assert.match(await tab.locator(".foot code").textContent(), /^stayorgo rescore report\.json --set api_contract=3\.25$/);
  await tab.getByText("Inertia, thresholds").click();
  await tab.locator("#number-inertia").fill("0.5");
  await tab.waitForFunction(() => document.querySelector(".foot code").textContent.includes("--set inertia=0.5"));
  assert.match(await tab.locator(".foot [role=status]").textContent(), /With these weights: stay/);
  await tab.locator(".foot button").click();
  assert.equal(await tab.locator(".foot").isVisible(), false);
  await tab.getByText("Inertia, thresholds").click();
  assert.equal(await tab.locator("main").textContent(), said);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("without the module it is the same page without sliders", async () => {
  for (const text of [withBlock(pageOf("drf_api_only"), "module", ""), changed(pageOf("drf_api_only"), (report) => { report.tool.rules = "0000000000000000"; })]) {
    const page = await open(browser, text);
    assert.equal(await page.tab.locator("input[type=range]").count(), 0);
    assert.equal(await page.tab.locator(".matrix tbody tr:not(.more-of)").count(), 10);
    assert.match(await page.tab.locator("#matrix").textContent(), /weights cannot be moved in this page/);
    assert.deepEqual(page.complaints, []);
    await page.close();
  }
});

test("a build without a WebAssembly target makes that page", () => {
  const other = join(folder, "no-wasm");
  const cmake = (...args) => execFileSync("cmake", args, { encoding: "utf8", stdio: "pipe" });
  cmake("-S", root, "-B", other, "-G", "Ninja", "-DSTAYORGO_WASM=OFF", "-DSTAYORGO_TESTS=OFF");
  cmake("--build", other, "--target", "html_page");
  const [without, as] = [other, build].map((one) => readText(join(one, "generated/html_page.c")).length);
  assert.ok(without > 50_000 && without < as / 2, `${without} and ${as} bytes of C`);
});

// --- Long lists -------------------------------------------------------------------------------------

const LEVELS = ["error", "warning", "note"];

function finding(i) {
  return { rule: `async.rule_${i % 7}`, level: LEVELS[i % 3], title: `Finding ${i}`, message: `what to do about number ${i}`,
    path: `shop/part_${i % 40}/views.py`, line: i + 1, column: 5, text: `requests.get(url_${i})`, symbol: `shop.part_${i % 40}.quote`,
    steps: [{ path: "shop/net.py", line: 7, column: 1, text: "quote() calls fetch()" }], fingerprint: String(i), state: i % 2 ? "new" : "unchanged",
    suppressed: i % 10 === 9 ? { reason: "not worth it" } : null };
}

const withFindings = (n) => changed(pageOf("django_saas_admin"), (report) => { report.findings = Array.from({ length: n }, (_, i) => finding(i)); });

test("no finding, and one", async () => {
  for (const [n, said] of [[0, /None\./], [1, /1 finding/]]) {
    const page = await open(browser, withFindings(n));
    assert.match(await page.tab.locator("#findings").textContent(), said);
    assert.equal(await page.tab.locator("#findings tbody tr").count(), n);
    assert.deepEqual(page.complaints, []);
    await page.close();
  }
});

test("ten thousand findings stay fluid", async () => {
  const page = await open(browser, withFindings(10_000));
  const { tab } = page;
  const rows = tab.locator("#findings tbody tr");
  assert.ok(page.ms < 8000, `the page took ${page.ms} ms to open`);
  assert.equal(await rows.count(), 100);
  assert.match(await tab.locator("#findings [role=status]").textContent(), /^10,000 findings/);
  await tab.locator("#findings .more").click();
  assert.equal(await rows.count(), 200);
  await tab.locator("#findings select").first().selectOption("error");
  assert.match(await tab.locator("#findings [role=status]").textContent(), /^3,334 of 10,000/);
  const took = await tab.evaluate(() => {
    const search = document.querySelector("#findings input");
    const start = performance.now();
    for (const text of ["v", "vi", "views", "views 99", "views 9999"]) {
      search.value = text;
      search.dispatchEvent(new Event("input"));
    }
    void document.body.offsetHeight;
    return performance.now() - start;
  });
  assert.ok(took < 2000, `five letters took ${took} ms`);
  assert.equal(await rows.count(), 1);
  const moved = await tab.evaluate(async () => {
    const slider = document.querySelector(".matrix input");
    const start = performance.now();
    for (let i = 1; i <= 5; i++) {
      slider.value = i / 2;
      slider.dispatchEvent(new Event("input"));
      await new Promise((done) => requestAnimationFrame(done));
    }
    return performance.now() - start;
  });
  assert.ok(moved < 5000, `five positions of a slider took ${moved} ms`);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

// --- Hostile text -----------------------------------------------------------------------------------

const HOSTILE = [
  "<script>window.hacked = 1</script>", "</script><script>window.hacked = 1</script>", "<img src=x onerror='window.hacked = 1'>",
  "\"><svg onload=window.hacked=1>", "javascript:window.hacked=1", "</title></style></noscript><b>", "<!--<script>", "-->", "]]>",
  "{{constructor.constructor('window.hacked=1')()}}", "${window.hacked=1}", "\u202etxt.exe", "\u0000\u001b[31m", "\ud800", "a\u2028b", "x".repeat(5000),
  "<iframe srcdoc='<script>parent.hacked=1</script>'>", "<a href=javascript:window.hacked=1>", "<style>*{display:none}</style>", "&lt;b&gt;",
];

const KEYS = new Set(["headline", "bottleneck", "text", "title", "name", "profile", "path", "detail", "why", "subject", "cost", "carries",
  "assumption", "sure", "coverage", "cut", "view", "file", "message", "rule", "symbol", "reason", "todo", "django", "fastapi", "notes", "auth", "schema", "method"]);

// Every text of a report, replaced by the next hostile one.
function poison(value, next, key) {
  if (typeof value === "string") return KEYS.has(key) ? next() : value;
  if (Array.isArray(value)) return value.map((one) => poison(one, next, key));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, one]) => [k, poison(one, next, k)]));
  return value;
}

const elements = (tab) => tab.evaluate(() => [...new Set([...document.querySelectorAll("*")].map((one) => one.tagName))].sort());

test("hostile text is only text", async () => {
  let turn = 0;
  const next = () => HOSTILE[turn++ % HOSTILE.length];
  const tame = changed(pageOf("hybrid_django_fastapi"), (report) => { report.findings = [finding(1), finding(2)]; });
  let text = tame;
  for (const id of ["words", "report"]) {
    const { weights, tool, ...rest } = JSON.parse(block(text, id));
    const safe = id === "report" ? { weights, tool } : {};
    text = withBlock(text, id, json({ ...poison(rest, next), ...safe }));
  }
  const [good, bad] = [await open(browser, tame), await open(browser, text)];
  for (const page of [good, bad]) {
    await page.tab.evaluate(() => {
      for (const button of document.querySelectorAll(".name, .more")) button.click();
      for (const one of document.querySelectorAll("details")) one.open = true;
    });
  }
  assert.ok(turn > 100, `only ${turn} texts were replaced`);
  assert.equal(await bad.tab.evaluate(() => window.hacked), undefined);
  const known = await elements(good.tab);
  const foreign = (await elements(bad.tab)).filter((tag) => !known.includes(tag));
  assert.deepEqual(foreign, []);
  assert.equal(await bad.tab.locator("script").count(), 4);
  assert.equal(await bad.tab.locator("#page [href]:not([href='#sections']), #page [src], #page [style*=url]").count(), 0);
  assert.ok((await bad.tab.locator("#page").textContent()).includes("<script>window.hacked = 1</script>"), "it is not shown as text");
  assert.deepEqual(bad.complaints, []);
  await good.close();
  await bad.close();
});

test("a hostile repository makes a harmless page", async () => {
  const place = join(folder, "hostile");
  const nasty = "<img src=x onerror=window.hacked=1>";
  mkdirSync(join(place, nasty), { recursive: true });
  writeFileSync(join(place, "pyproject.toml"), `[project]\nname = "</script><script>window.hacked=1</script>"\ndependencies = ["fastapi"]\n`);
  writeFileSync(join(place, nasty, "main.py"), "from fastapi import FastAPI\napp = FastAPI()  # </script><script>window.hacked=1</script>\n\n\n" +
    "@app.get('/<script>window.hacked=1</script>')\nasync def root(x: str) -> dict:\n    return {}\n");
  writeFileSync(join(place, nasty, "'><b>x.py"), "def broken(:\n");
  for (const javaScriptEnabled of [true, false]) {
    const page = await open(browser, scanPage(place), { javaScriptEnabled });
    if (javaScriptEnabled) assert.equal(await page.tab.evaluate(() => window.hacked), undefined);
    assert.equal(await page.tab.locator("body img, body b, iframe").count(), javaScriptEnabled ? await page.tab.locator("b").count() : 0);
    assert.deepEqual(page.complaints, []);
    await page.close();
  }
});

test("without scripts there is the report as text", async () => {
  const page = await open(browser, pageOf("django_saas_admin"), { javaScriptEnabled: false });
  const text = await page.tab.locator("noscript pre").textContent();
  assert.equal(text.trim(), run("scan", "-q", input("django_saas_admin")).trim());
  await page.close();
});

// --- Everybody ---------------------------------------------------------------------------------------

const AXE = readText(new URL("node_modules/axe-core/axe.min.js", import.meta.url));

// Everything open, a slider moved.
async function unfold(tab) {
  await tab.evaluate(async () => {
    for (const button of document.querySelectorAll(".name")) button.click();
    for (const details of document.querySelectorAll("details")) details.open = true;
    const slider = document.querySelector(".matrix input");
    if (slider) slider.value = 0.5, slider.dispatchEvent(new Event("input"));
    await new Promise((done) => setTimeout(done, 300));
  });
}

test("axe finds nothing, light, dark and narrow", async () => {
  const text = changed(pageOf("hybrid_django_fastapi"), (report) => { report.findings = Array.from({ length: 20 }, (_, i) => finding(i)); });
  for (const one of [text, pageOf("empty")]) {
    const page = await open(browser, one);
    await unfold(page.tab);
    await page.tab.evaluate(AXE);
    for (const [colorScheme, width] of [["light", 1200], ["dark", 1200], ["light", 360]]) {
      await page.tab.emulateMedia({ colorScheme });
      await page.tab.setViewportSize({ width, height: 900 });
      const { violations, passes } = await page.tab.evaluate(() => window.axe.run());
      const told = violations.flatMap((v) => v.nodes.slice(0, 3).map((node) => `${v.id}: ${node.html.slice(0, 120)} ${node.any[0]?.message ?? ""}`));
      assert.deepEqual(told, [], `${colorScheme} ${width}`);
      assert.ok(passes.some((rule) => rule.id === "color-contrast"), "axe did not look at the colours");
    }
    await page.close();
  }
});

test("the keyboard reaches everything", async () => {
  const page = await open(browser, pageOf("drf_api_only"));
  const { tab } = page;
  await tab.keyboard.press("Tab");
  assert.equal(await tab.evaluate(() => document.activeElement.textContent), "To the report");
  await tab.keyboard.press("Tab");
  assert.equal(await tab.evaluate(() => document.activeElement.textContent), "Project type");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.evaluate(() => document.activeElement.getAttribute("aria-expanded")), "true");
  const reached = new Set();
  for (let i = 0; i < 200; i++) {
    await tab.keyboard.press("Tab");
    reached.add(await tab.evaluate(() => [...document.querySelectorAll("button, input, select, summary, a")].indexOf(document.activeElement)));
  }
  const all = await tab.evaluate(() => [...document.querySelectorAll("button, input, select, summary, a")].flatMap((one, i) => (one.checkVisibility() ? [i] : [])));
  assert.deepEqual(all.filter((i) => !reached.has(i)), []);
  await page.close();
});

test("on paper there is the report, and no control", async () => {
  const page = await open(browser, pageOf("django_saas_admin"));
  const { tab } = page;
  await tab.evaluate(() => { const s = document.querySelector(".matrix input"); s.value = 0; s.dispatchEvent(new Event("input")); });
  await tab.waitForSelector(".foot:not([hidden])");
  await tab.emulateMedia({ media: "print" });
  for (const control of [".matrix input >> nth=0", ".foot"]) assert.equal(await tab.locator(control).isVisible(), false, control);
  await tab.setViewportSize({ width: 718, height: 1000 });
  assert.deepEqual(await overflow(tab), []);
  const pdf = await tab.pdf({ format: "A4", path: join(shots, "page.pdf") });
  assert.ok(pdf.length > 20_000);
  await page.close();
});

test("screenshots to look at", async () => {
  for (const [name, options] of [
    ["light", { viewport: { width: 1200, height: 900 } }],
    ["dark", { viewport: { width: 1200, height: 900 }, colorScheme: "dark" }],
    ["phone", { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 }],
  ]) {
    const page = await open(browser, pageOf("django_saas_admin"), options);
    const image = await page.tab.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    assert.ok(image.length > 30_000, name);
    await page.close();
  }
});
