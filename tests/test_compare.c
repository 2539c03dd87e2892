// SPDX-License-Identifier: MIT
// Tests of the comparison of two reports: findings by fingerprint, verdicts by root, order of
// signals. Against whole scans it is tested in tests/git/base.py.
//
//   then "f1 f1 f2", now "f1 f3"  ->  "f1= f3+ f1- f2-"
#include <criterion/criterion.h>
#include <string.h>

#include "base/buf.h"
#include "compare/compare.h"

static const FindingRule RULE = {.id = STR_CONST("SOG101")};
static const FindingRule FOR = {.id = STR_CONST("SOG401"), .source = FINDING_FOR};
static const Rules NO_RULES = {0};
static const Matches NO_MATCHES = {0};

// Words: a fingerprint, '!' behind it when it is suppressed; one that begins with e is evidence.
static Report report_of(Arena *arena, Str words) {
    VEC(Finding) findings = {0};
    while (words.len) {
        Str word;
        str_cut(words, ' ', &word, &words);
        Finding finding = {
            .rule = *word.ptr == 'e' ? &FOR : &RULE, .file = findings.len, .path = STR("a.py")};
        finding.is_suppressed = str_ends(word, STR("!"));
        memcpy(finding.fingerprint, word.ptr, word.len - finding.is_suppressed);
        vec_push(arena, &findings, finding);
    }
    Project *projects = arena_array(arena, Project, 1);
    projects[0].root = STR(".");
    return (Report){
        .rules = &NO_RULES,
        .matches = &NO_MATCHES,
        .projects = projects,
        .project_count = 1,
        .findings = findings.items,
        .finding_count = findings.len,
    };
}

static Str states(const Report *report, Arena *arena) {
    static const char MARKS[] = {'.', '+', '=', '-'};
    Buf out = buf_new(arena);
    for (uint32_t i = 0; i < report->finding_count; i++) {
        const Finding *finding = &report->findings[i];
        cr_assert_eq(finding->file == NONE, finding->state == FINDING_FIXED);
        buf_fmt(&out, "%s%s%c", i ? " " : "", finding->fingerprint, MARKS[finding->state]);
    }
    return buf_str(&out);
}

Test(compare, findings_are_a_multiset) {
    static const struct {
        const char *then, *now, *want;
        uint32_t counts[3]; // new, fixed, unchanged
    } rows[] = {
        {"", "", "", {0, 0, 0}},
        {"f1 f1 f2", "f1 f3", "f1= f3+ f1- f2-", {1, 2, 1}},
        {"f1", "f1 f1", "f1= f1+", {1, 0, 1}},
        {"f2 f1", "f1 f2", "f1= f2=", {0, 0, 2}},
        {"e1 e2", "e2 e3 f1", "e2. e3. f1+", {1, 0, 0}}, // evidence is as it is
        {"f1", "f1!", "f1=", {0, 0, 0}},                 // silenced, not fixed
        {"f1!", "f1", "f1+", {1, 0, 0}},                 // not silenced any more
        {"f1!", "", "", {0, 0, 0}},                      // was silenced
        {"", "f1!", "f1.", {0, 0, 0}},                   // silenced from the start
        {"f1", "f1! f1", "f1. f1=", {0, 0, 1}},          // what counts comes first
        {"f1 f1 f2", "", "f1- f1- f2-", {0, 3, 0}},      // in the order of the code
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Arena kept = {0}, base_arena = {0};
        Report then = report_of(&base_arena, str_from_c(rows[i].then));
        const CompareBase *base = compare_keep(&then, &kept);
        arena_free(&base_arena); // nothing of it may be looked at again
        Report now = report_of(&kept, str_from_c(rows[i].now));
        compare_reports(base, STR("main"), STR("1234"), &kept, &now);
        Str got = states(&now, &kept);
        cr_expect(str_eq(got, str_from_c(rows[i].want)), "%s | %s: " STR_FMT, rows[i].then,
                  rows[i].now, STR_ARG(got));
        const RevisionChange *change = now.change;
        cr_expect_eq(change->findings_new, rows[i].counts[0], "row %zu", i);
        cr_expect_eq(change->findings_fixed, rows[i].counts[1], "row %zu", i);
        cr_expect_eq(change->findings_unchanged, rows[i].counts[2], "row %zu", i);
        arena_free(&kept);
    }
}

static SignalResult signal_of(const SignalRule *rule, uint32_t count, double contribution,
                              double days) {
    return (SignalResult){
        .rule = rule, .count = count, .contribution = contribution, .effort_days = days};
}

Test(compare, signals_by_what_they_moved) {
    static const SignalRule RULES[] = {
        {.id = STR_CONST("a")}, {.id = STR_CONST("b")}, {.id = STR_CONST("c")},
        {.id = STR_CONST("d")}, {.id = STR_CONST("e")},
    };
    Arena arena = {0};
    SignalResult then_signals[] = {signal_of(&RULES[0], 1, 0.1, 0),
                                   signal_of(&RULES[1], 2, -0.3, 0), signal_of(&RULES[2], 3, 0, 5),
                                   signal_of(&RULES[4], 7, 0.2, 0)};
    SignalResult now_signals[] = {signal_of(&RULES[0], 2, 0.15, 0), signal_of(&RULES[2], 4, 0, 9),
                                  signal_of(&RULES[3], 1, 0, 0), signal_of(&RULES[4], 7, 0.4, 0)};
    Report then = report_of(&arena, STR("")), now = report_of(&arena, STR(""));
    then.projects[0].signals = then_signals;
    then.projects[0].signal_count = ARRAY_LEN(then_signals);
    now.projects[0].signals = now_signals;
    now.projects[0].signal_count = ARRAY_LEN(now_signals);
    compare_reports(compare_keep(&then, &arena), STR("main"), STR("1"), &arena, &now);
    const VerdictMove *move = &now.change->verdicts[0];
    Buf got = buf_new(&arena);
    for (uint32_t i = 0; i < move->signal_count; i++)
        buf_fmt(&got, STR_FMT "%d%d ", STR_ARG(move->signals[i].id), (int)move->signals[i].from,
                (int)move->signals[i].to);
    // b is gone (0.3), a moved by 0.05, c by four days, d by nothing; e was counted as often.
    cr_expect(str_eq(buf_str(&got), STR("b20 a12 c34 d01 ")), STR_FMT, STR_ARG(buf_str(&got)));
    arena_free(&arena);
}

// What is kept of a report that has all there is to keep.
static const CompareBase *full_base(const Rules *rules, Arena *arena) {
    Report then = report_of(arena, STR("f1 f2 f2"));
    Matches *matches = arena_new(arena, Matches);
    *matches = NO_MATCHES;
    matches->syntax[1] = 7;
    SignalResult *signals = arena_array(arena, SignalResult, 2);
    signals[0] = signal_of(&rules->signals[1], 9, 0.25, 0.5);
    signals[1] = signal_of(&rules->signals[0], 2, -0.125, 4);
    then.rules = rules;
    then.matches = matches;
    then.projects[0].signals = signals;
    then.projects[0].signal_count = 2;
    then.projects[0].verdict = (Verdict){
        .decision = DECISION_MIGRATE, .target = STR("fastapi"), .has_pull = true, .pull = 0.25};
    for (uint32_t i = 0; i < then.finding_count; i++) {
        Finding *finding = &then.findings[i];
        finding->rule = &rules->findings[i % rules->finding_count];
        finding->level = LEVEL_ERROR;
        finding->pos = (Pos){i, 4};
        finding->end = (Pos){i, 9};
        finding->symbol = STR("shop.prices.quote");
        finding->message = STR("waits");
        finding->text = STR("requests.get(URL)");
        finding->line_hash = STR("1234:1");
    }
    return compare_keep(&then, arena);
}

static Rules small_rules(void) {
    static const SignalRule SIGNALS[] = {{.id = STR_CONST("a")}, {.id = STR_CONST("b")}};
    static const FindingRule FINDINGS[] = {{.id = STR_CONST("SOG101")},
                                           {.id = STR_CONST("SOG102")}};
    return (Rules){.signals = SIGNALS, .signal_count = 2, .findings = FINDINGS, .finding_count = 2};
}

Test(compare, packed_and_back) {
    Arena arena = {0};
    Rules rules = small_rules();
    Str packed = compare_pack(full_base(&rules, &arena), &rules, &arena);
    Arena other = {0};
    const CompareBase *back = compare_unpack(packed, &rules, &other);
    cr_assert(back);
    cr_assert(str_eq(compare_pack(back, &rules, &arena), packed));
    Report now = report_of(&arena, STR("f2 f3"));
    now.rules = &rules;
    compare_reports(back, STR("main"), STR("1"), &arena, &now);
    Str got = states(&now, &arena);
    cr_expect(str_eq(got, STR("f2= f3+ f1- f2-")), STR_FMT, STR_ARG(got));
    cr_expect_eq(now.findings[2].rule, &rules.findings[0]);
    cr_expect_eq(now.findings[2].level, LEVEL_ERROR);
    cr_expect(str_eq(now.findings[3].message, STR("waits")));
    const VerdictMove *move = &now.change->verdicts[0];
    cr_expect_eq(move->from, DECISION_MIGRATE);
    cr_expect_eq(move->from_pull, 0.25);
    cr_expect(str_eq(move->signals[0].id, STR("b")) && move->signals[0].from == 9);
    arena_free(&other);
    arena_free(&arena);
}

Test(compare, what_is_not_packed_is_none) {
    Arena arena = {0};
    Rules rules = small_rules();
    Str packed = compare_pack(full_base(&rules, &arena), &rules, &arena);
    for (uint32_t len = 0; len < packed.len; len++) {
        Arena own = {0};
        Str cut = str_copy(&own, str_sub(packed, 0, len)); // so that a read beyond it is seen
        cr_expect(!compare_unpack(cut, &rules, &own), "%u bytes", len);
        arena_free(&own);
    }
    char *bytes = arena_alloc(&arena, packed.len, 1);
    for (uint32_t at = 0; at < packed.len; at++) {
        Arena own = {0};
        memcpy(bytes, packed.ptr, packed.len);
        bytes[at] = (char)(bytes[at] ^ 0xff);
        // A base or none: both are fine, reading outside is not.
        const CompareBase *base = compare_unpack((Str){bytes, packed.len}, &rules, &own);
        if (base) cr_expect_eq(compare_pack(base, &rules, &own).len, packed.len);
        arena_free(&own);
    }
    Rules fewer = rules;
    fewer.signal_count = 1;
    cr_expect(!compare_unpack(packed, &fewer, &arena));
    arena_free(&arena);
}

Test(compare, projects_by_their_root) {
    Arena arena = {0};
    Report then = report_of(&arena, STR("f1")), now = report_of(&arena, STR(""));
    then.projects[0].root = STR("old");
    then.projects[0].verdict = (Verdict){
        .decision = DECISION_MIGRATE, .target = STR("fastapi"), .has_pull = true, .pull = 0.25};
    now.projects[0].root = STR("new");
    now.projects[0].verdict = (Verdict){.decision = DECISION_STAY};
    compare_reports(compare_keep(&then, &arena), STR("main"), STR("1"), &arena, &now);
    const RevisionChange *change = now.change;
    cr_assert_eq(change->verdict_count, 2);
    cr_assert(change->verdicts[0].is_new && !change->verdicts[0].is_gone);
    cr_assert_eq(change->verdicts[0].from, DECISION_NONE);
    cr_assert_eq(change->verdicts[0].to, DECISION_STAY);
    cr_assert(change->verdicts[1].is_gone);
    cr_assert(str_eq(change->verdicts[1].root, STR("old")));
    cr_assert(str_eq(change->verdicts[1].from_target, STR("fastapi")));
    cr_assert_eq(change->verdicts[1].from_pull, 0.25);
    // A finding of a project that is gone is told under the main one.
    cr_assert_eq(now.findings[0].project, now.main);
    arena_free(&arena);
}
