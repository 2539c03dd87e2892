// SPDX-License-Identifier: MIT
// The module of the page decides like the program: whatever is set, all that `stayorgo rescore` prints.
//
// page/src/judge.js runs here under Node, with the module out of a page that the program made.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openJudge } from "../../page/src/judge.js";
import { block, folder, input, run, scanPage, scanReport, seeded } from "./support.mjs";

const FIXTURES = ["django_saas_admin", "drf_api_only", "hollow_django", "monorepo_three_services", "django_inference_carve"];
const SETTINGS = 50;
const SETTLED = new Set(["framework.entry", "framework.declared"]);

// Places, routes and findings do not decide, so the page does not send them.
function decided(report) {
  const { routes, findings, ...rest } = structuredClone(report);
  for (const project of rest.projects) {
    for (const one of [...project.frameworks, ...project.criteria, ...project.signals]) delete one.evidence;
    delete project.findings;
  }
  return rest;
}

// Up to four weights of any kind, from nothing to three times what they are.
function draw(report, random) {
  const { numbers, criteria, signals } = report.weights;
  const pick = (group) => Object.keys(group)[Math.floor(random() * Object.keys(group).length)];
  const times = (x) => +(x * random() * 3).toFixed(3);
  const settings = new Map();
  for (let n = 1 + Math.floor(random() * 4); n > 0; n--) {
    const kind = random();
    if (kind < 0.5) {
      const id = pick(criteria);
      settings.set(id, times(criteria[id][0]));
    } else if (kind < 0.7) {
      const id = pick(signals);
      settings.set(id, times(signals[id][0] || 1));
    } else if (kind < 0.8) {
      settings.set("scale.cost_days", times(report.weights.scale.scale[0]));
    } else {
      const id = pick(numbers);
      if (!SETTLED.has(id)) settings.set(id, times(numbers[id][0] || 0.1));
    }
  }
  return [...settings];
}

const pages = FIXTURES.map((fixture) => {
  const file = join(folder, `${fixture}.json`);
  const text = scanReport(input(fixture));
  writeFileSync(file, text);
  return { fixture, file, report: JSON.parse(text), module: block(scanPage(input(fixture)), "module").trim() };
});

test(`${SETTINGS} settings give what rescore gives`, async () => {
  const judges = await Promise.all(pages.map((page) => openJudge(page.report, page.module)));
  assert.ok(judges.every(Boolean), "this page has no module: apt-get install clang lld wasi-libc libclang-rt-dev-wasm32 and build again");
  const random = seeded(8);
  const verdicts = new Set();
  for (let i = 0; i < SETTINGS; i++) {
    const { file, report, fixture } = pages[i % pages.length];
    const settings = draw(report, random);
    const expected = JSON.parse(run("rescore", file, ...settings.flatMap(([name, value]) => ["--set", `${name}=${value}`]), "-o", "json"));
    const { report: now } = judges[i % pages.length].decide(settings);
    assert.deepEqual(decided(now), decided(expected), `${fixture} ${JSON.stringify(settings)}`);
    verdicts.add(`${fixture} ${now.verdict.decision}`);
  }
  assert.ok(verdicts.size > FIXTURES.length, `the settings never changed a verdict: ${[...verdicts]}`);
});

test("nothing set gives the report itself", async () => {
  for (const { report, module } of pages)
    assert.deepEqual(decided((await openJudge(report, module)).decide([]).report), decided(report));
});

test("a report that was decided with other weights is decided with those", async () => {
  const { file, module } = pages[1];
  const moved = JSON.parse(run("rescore", file, "--set", "api_contract=6", "--set", "inertia=0.02", "-o", "json"));
  const judge = await openJudge(moved, module);
  const { report } = judge.decide([]);
  assert.deepEqual(report.verdict.pull, moved.verdict.pull);
  assert.deepEqual(report.weights, moved.weights);
  assert.equal(judge.decide([["inertia", 0.5]]).report.weights.numbers.inertia[0], 0.5);
  assert.deepEqual(judge.decide([]).report.weights, moved.weights);
});

test("what it cannot decide is refused with a sentence", async () => {
  const { report, module } = pages[0];
  const other = { ...report, tool: { ...report.tool, rules: "0000000000000000" } };
  await assert.rejects(openJudge(other, module), /made with other rules/);
  await assert.rejects(openJudge({ ...report, schema: "something/1" }, module), /another format/);
  const judge = await openJudge(report, module);
  assert.throws(() => judge.decide([["no.such.weight", 1]]), /no weight no.such.weight/);
  assert.equal(judge.decide([]).report.verdict.decision, report.verdict.decision);
  assert.equal(await openJudge(report, ""), null);
});
