// SPDX-License-Identifier: MIT
// What is said about rules rather than about a repository: the answers of `stayorgo rules` and
// `stayorgo explain`. Made by cli, turned into bytes by render.
#ifndef MODEL_RULEBOOK_H
#define MODEL_RULEBOOK_H

#include "model/format.h"

// The claims that people make about the two frameworks, each seen in code by some signals:
// CLAIM(number, title), numbers from 1.
enum { CLAIM_COUNT = 15 };
Str rulebook_claim(uint32_t number); // "" for none
Str rulebook_number(Str key);        // what a number of matrix.json means, "" for none

// A rule with examples: a signal, or a rule of findings.
typedef struct RuleExamples {
    Str id;
    bool is_finding;
    uint32_t index; // into rules->findings or rules->signals
    const Example *items;
    uint32_t len;
    bool can_have_none; // it rests on the record of a decision, and examples have none
} RuleExamples;
RuleExamples rulebook_examples(const Rules *rules, uint32_t number); // signals first, then findings
uint32_t rulebook_examples_count(const Rules *rules);

// What a rule found in one of its examples.
typedef struct ExampleRun {
    uint32_t count;
    const Hit *hits; // Hit.file is an index into the files of the example
    uint32_t hit_count;
} ExampleRun;

typedef struct RuleTest {
    RuleExamples rule;
    const ExampleRun *runs; // parallel to its examples
} RuleTest;

typedef struct RuleTests {
    const RuleTest *items;
    uint32_t len;
} RuleTests;

// A sentence about a rule that names its place: "signals/a.json: at signals[3].match[0]: …".
typedef struct RuleFault {
    Str text;
    bool is_remark; // worth a look, but nothing is wrong
} RuleFault;
typedef VEC(RuleFault) RuleFaultVec;

typedef enum SubjectKind {
    SUBJECT_SIGNAL,
    SUBJECT_FACT,
    SUBJECT_SYNTAX, // a key of facts.def
    SUBJECT_FRAMEWORK,
    SUBJECT_CRITERION,
    SUBJECT_NUMBER,
    SUBJECT_EFFORT, // a price of rules/effort.json
    SUBJECT_ADVICE,
    SUBJECT_FINDING,
    SUBJECT_COUNT,
} SubjectKind;

// A place in the scanned repository that the subject was found at.
typedef struct FoundPlace {
    Str path;
    uint32_t line; // 1-based
    Str text;      // the line, trimmed
    Str detail;
} FoundPlace;

typedef struct Explanation {
    const Rules *rules;
    SubjectKind kind;
    uint32_t index;         // into the table of its kind; SUBJECT_SYNTAX: FactKind
    const ExampleRun *runs; // of a signal or a finding, parallel to its examples
    bool is_here;           // the rest says what was found in a repository
    uint32_t count;
    const FoundPlace *places; // the first ones
    uint32_t place_count;
    const uint32_t *counts; // of a criterion: parallel to rules->signals
} Explanation;

typedef struct RulebookFormat {
    void (*list)(const Rules *rules, bool by_claims, const RenderStyle *style, Buf *out);
    void (*list_json)(const Rules *rules, const RenderStyle *style, Buf *out);
    void (*examples)(const RuleTests *tests, const RenderStyle *style, Buf *out);
    void (*faults)(const RuleFaultVec *faults, const RenderStyle *style, Buf *out);
    void (*explanation)(const Explanation *what, const RenderStyle *style, Buf *out);
} RulebookFormat;

// Whether an example counts as the rule says.
static inline bool rulebook_holds(const Example *example, const ExampleRun *run) {
    return example->count == run->count;
}
bool rulebook_has_positive(const RuleExamples *rule);  // an example that counts
bool rulebook_has_lookalike(const RuleExamples *rule); // one that must not

#endif
