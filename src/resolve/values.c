// SPDX-License-Identifier: MIT
// What expressions, bindings and calls evaluate to, as far as names go.
//
//     app = FastAPI()                  binding app      → INSTANCE fastapi.FastAPI
//     def create(): return Shop()      call create()    → OBJECT of class Shop
//     with Session() as s: s.get()     s.get            → EXTERNAL requests.Session.get
//     def f(db: Db = None): db.run()   db               → OBJECT of class Db, by its annotation
//     def g(db): db.run()              db               → the same if all say g(Db()): arguments.c
//
// How: a small evaluator over the expression tables, one case a kind of expression and one a kind
// of binding. It follows single definitions, not flow: a value is what the likeliest binding says,
// a function gives what the first of its returns with a meaning says. Sets of possible values would
// answer more and cost a fixpoint over the program.
//
// Limits: items of containers, loop variables without an annotated iterable, and arithmetic have no
// meaning; a call of an instance of an external class is named <class>.__call__.
#include "resolve/values.h"

#include "resolve/arguments.h"
#include "resolve/members.h"
#include "resolve/types.h"

#include "base/banned.h"

enum { RETURNS_MAX = 6 };

// --- Helpers -------------------------------------------------------------------------------------

uint32_t values_child(const FileFacts *facts, uint32_t expr, uint32_t n) {
    uint32_t child = facts->exprs.items[expr].first;
    for (uint32_t i = 0; i < n && child != NONE; i++)
        child = facts->exprs.items[child].next;
    return child;
}

Target values_builtin_instance(const char *name) {
    return (Target){.kind = TARGET_INSTANCE, .name = str_from_c(name)};
}

Target values_instance_of(Resolver *r, Target target) {
    switch ((TargetKind)target.kind) {
    case TARGET_EXTERNAL: target.kind = TARGET_INSTANCE; return target;
    case TARGET_CLASS: target.kind = TARGET_OBJECT; return target;
    case TARGET_BUILTIN:
        return (Target){
            .kind = TARGET_INSTANCE,
            .name = names_joined(r, STR("builtins"), target.name),
        };
    case TARGET_INSTANCE:
    case TARGET_OBJECT:
    case TARGET_UNKNOWN: return target;
    default: return world_unknown(REASON_VALUE);
    }
}

// INSTANCE of a builtin says little: an annotation may say more.
static bool is_weak(Target target) {
    return !world_is_good(target) ||
           (target.kind == TARGET_INSTANCE && str_starts(target.name, STR("builtins.")));
}

// Says that `expr` made a value.
static Target made_by(const Resolver *r, uint32_t file, uint32_t expr, Target value) {
    uint64_t number = (uint64_t)r->world->first_expr[file] + expr + 1;
    bool is_made = value.kind == TARGET_INSTANCE || value.kind == TARGET_OBJECT;
    value.made_by = is_made && number < NONE ? (uint32_t)number : 0;
    return value;
}

// --- Calls ---------------------------------------------------------------------------------------

static Target value_of_returns(Resolver *r, uint32_t file, uint32_t index) {
    const FileFacts *facts = &r->world->files[file];
    const FileTables *tables = &r->world->tables[file];
    const Function *function = &facts->functions.items[index];
    Target result = world_unknown(REASON_CALL_RESULT);
    if (function->returns != NONE) result = types_value(r, file, function->returns);
    uint32_t first = tables->first_return[index], end = tables->first_return[index + 1];
    if (function->is_generator) end = first;
    for (uint32_t i = first; i < end && i < first + RETURNS_MAX; i++) {
        if (!is_weak(result) && result.made_by != 0) break;
        uint32_t expr = facts->returns.items[tables->returns[i]].expr;
        Target returned = expr == NONE ? result : values_expr(r, file, expr);
        bool is_better = is_weak(result) || arguments_is_same(result, returned);
        if (is_better && world_is_good(returned)) result = returned;
    }
    return world_is_good(result) || result.reason == REASON_DEPTH
               ? result
               : world_unknown(REASON_CALL_RESULT);
}

// A file asks the same few functions again and again. What is remembered is only what a question
// began with: there nothing has been cut short, and in another file everything is settled.
Target values_function(Resolver *r, uint32_t file, uint32_t index) {
    const uint32_t key[2] = {file, index};
    Str bytes = {(const char *)key, sizeof key};
    bool is_first = r->file != NONE && file != r->file && r->depth == 0 && r->open_count == 0;
    uint32_t number;
    if (is_first && map_get(&r->called, bytes, &number)) return r->returned.items[number];
    if (!names_enter(r)) return world_unknown(REASON_DEPTH);
    Target value = value_of_returns(r, file, index);
    names_leave(r);
    if (is_first && names_has_steps(r)) {
        map_set(&r->called, str_copy(r->scratch, bytes), r->returned.len);
        vec_push(r->scratch, &r->returned, value);
    }
    return value;
}

static Target call_super(Resolver *r, uint32_t file, uint32_t expr) {
    const FileFacts *facts = &r->world->files[file];
    uint32_t function;
    uint32_t body = scopes_class_around(facts, facts->exprs.items[expr].scope, &function);
    if (body == NONE) return world_unknown(REASON_DYNAMIC);
    return (Target){
        .kind = TARGET_OBJECT,
        .file = file,
        .index = facts->scopes.items[body].def,
        .name = MEMBERS_SUPER,
    };
}

// getattr(x, "name")
static Target call_getattr(Resolver *r, uint32_t file, uint32_t expr) {
    const FileFacts *facts = &r->world->files[file];
    uint32_t object = values_child(facts, expr, 1), attr = values_child(facts, expr, 2);
    if (attr == NONE || facts->exprs.items[attr].kind != EXPR_STRING)
        return world_unknown(REASON_DYNAMIC);
    Target base = values_expr(r, file, object);
    Target value = names_value(r, names_attribute(r, base, facts->exprs.items[attr].text));
    return world_is_good(value) ? value : world_unknown(REASON_DYNAMIC);
}

// type(x)
static Target class_of(Resolver *r, uint32_t file, uint32_t expr) {
    Target value = values_expr(r, file, expr);
    if (value.kind == TARGET_OBJECT)
        return (Target){.kind = TARGET_CLASS, .file = value.file, .index = value.index};
    if (value.kind == TARGET_INSTANCE) value.kind = TARGET_EXTERNAL;
    return value;
}

static Target call_builtin(Resolver *r, uint32_t file, uint32_t expr, Target callee) {
    const FileFacts *facts = &r->world->files[file];
    uint32_t argument = values_child(facts, expr, 1);
    if (str_eq(callee.name, STR("super"))) return call_super(r, file, expr);
    if (str_eq(callee.name, STR("getattr"))) return call_getattr(r, file, expr);
    bool has_one = argument != NONE && facts->exprs.items[argument].next == NONE;
    if (str_eq(callee.name, STR("type")) && has_one) return class_of(r, file, argument);
    return values_instance_of(r, callee);
}

// typing.cast(T, value)
static bool is_cast(Str name) {
    return str_eq(name, STR("typing.cast")) || str_eq(name, STR("typing_extensions.cast"));
}

static Target call_method(Resolver *r, Target object, Str method) {
    Target function = names_value(r, names_attribute(r, object, method));
    if (function.kind == TARGET_FUNCTION) return values_function(r, function.file, function.index);
    if (function.kind == TARGET_EXTERNAL) return values_instance_of(r, function);
    return world_unknown(REASON_CALL_RESULT);
}

// What `as_view` is asked of: Page in Page.as_view(), Page.as_api_view(). NONE for other calls.
static Target class_of_view(Resolver *r, uint32_t file, uint32_t callee) {
    Expr at = r->world->files[file].exprs.items[callee];
    uint32_t dot = str_rfind(at.text, '.');
    Str last = dot == NONE ? at.text : str_sub(at.text, dot + 1, at.text.len);
    Target none = {.kind = TARGET_NONE};
    if (!str_wildcard(STR("as_*view"), last) && !str_eq(last, STR("as_asgi"))) return none;
    if (at.kind == EXPR_ATTRIBUTE && dot == NONE && at.first != NONE)
        return values_expr(r, file, at.first);
    if (at.kind != EXPR_NAME || dot == NONE) return none;
    at.text = str_sub(at.text, 0, dot);
    return names_value(r, names_chain(r, file, &at));
}

static Target value_of_call(Resolver *r, uint32_t file, uint32_t expr) {
    const FileFacts *facts = &r->world->files[file];
    // A view that is made of a class of ours is known by its class.
    Target viewed = class_of_view(r, file, facts->exprs.items[expr].first);
    if (viewed.kind == TARGET_CLASS) return made_by(r, file, expr, values_instance_of(r, viewed));
    Target callee = values_expr(r, file, facts->exprs.items[expr].first);
    switch ((TargetKind)callee.kind) {
    case TARGET_EXTERNAL:
        if (is_cast(callee.name) && values_child(facts, expr, 2) != NONE)
            return types_value(r, file, values_child(facts, expr, 1));
        return made_by(r, file, expr, values_instance_of(r, callee));
    case TARGET_CLASS: return made_by(r, file, expr, values_instance_of(r, callee));
    case TARGET_BUILTIN: return call_builtin(r, file, expr, callee);
    case TARGET_FUNCTION: {
        Target passed = arguments_passed(r, file, expr, callee);
        return world_is_good(passed) ? passed : values_function(r, callee.file, callee.index);
    }
    case TARGET_INSTANCE:
        callee = names_external(r, callee.name, STR("__call__"));
        return made_by(r, file, expr, values_instance_of(r, callee));
    case TARGET_OBJECT: return call_method(r, callee, STR("__call__"));
    case TARGET_UNKNOWN: return callee;
    default: return world_unknown(REASON_CALL_RESULT);
    }
}

// --- Expressions ---------------------------------------------------------------------------------

static Target value_of_attribute(Resolver *r, uint32_t file, uint32_t expr) {
    const Expr *at = &r->world->files[file].exprs.items[expr];
    Target value =
        at->first == NONE ? world_unknown(REASON_VALUE) : values_expr(r, file, at->first);
    Str rest = at->text, attr;
    while (rest.len > 0) {
        str_cut(rest, '.', &attr, &rest);
        value = names_value(r, names_attribute(r, value, attr));
    }
    return value;
}

// Generic[T] is Generic; an item of a container is not known. Classes outside begin with a capital
// letter.
static Target value_of_subscript(Resolver *r, uint32_t file, uint32_t expr) {
    uint32_t container = r->world->files[file].exprs.items[expr].first;
    Target value =
        container == NONE ? world_unknown(REASON_DYNAMIC) : values_expr(r, file, container);
    uint32_t dot = str_rfind(value.name, '.');
    Str last = str_sub(value.name, dot == NONE ? 0 : dot + 1, value.name.len);
    bool is_class =
        value.kind == TARGET_CLASS || value.kind == TARGET_BUILTIN ||
        (value.kind == TARGET_EXTERNAL && last.len > 0 && last.ptr[0] >= 'A' && last.ptr[0] <= 'Z');
    return is_class || value.kind == TARGET_UNKNOWN ? value : world_unknown(REASON_DYNAMIC);
}

// The first child that has a meaning: A if C else B, a or b.
static Target first_good(Resolver *r, uint32_t file, uint32_t expr) {
    const FileFacts *facts = &r->world->files[file];
    Target value = world_unknown(REASON_VALUE);
    for (uint32_t e = facts->exprs.items[expr].first; e != NONE; e = facts->exprs.items[e].next) {
        Target one = values_expr(r, file, e);
        if (world_is_good(one)) return one;
        if (one.kind == TARGET_UNKNOWN) value = one;
    }
    return value;
}

// "…" % x is a string, [1] + x a list: what the left side is, if that is a literal.
static Target value_of_operator(Resolver *r, uint32_t file, uint32_t expr) {
    uint32_t left = r->world->files[file].exprs.items[expr].first;
    Target value = left == NONE ? world_unknown(REASON_VALUE) : values_expr(r, file, left);
    return world_is_good(value) && is_weak(value) ? made_by(r, file, expr, value)
                                                  : world_unknown(REASON_VALUE);
}

static bool is_choice(const Expr *expr) {
    return expr->kind == EXPR_CONDITIONAL || str_eq(expr->text, STR("or")) ||
           str_eq(expr->text, STR("and"));
}

static Target value_of_literal(const Expr *expr) {
    switch ((ExprKind)expr->kind) {
    case EXPR_STRING: return values_builtin_instance("builtins.str");
    case EXPR_LIST: return values_builtin_instance("builtins.list");
    case EXPR_TUPLE: return values_builtin_instance("builtins.tuple");
    case EXPR_SET: return values_builtin_instance("builtins.set");
    case EXPR_DICT: return values_builtin_instance("builtins.dict");
    case EXPR_NUMBER: return values_builtin_instance("builtins.int");
    case EXPR_CONSTANT: {
        bool is_bool = str_eq(expr->text, STR("True")) || str_eq(expr->text, STR("False"));
        return is_bool ? values_builtin_instance("builtins.bool") : (Target){.kind = TARGET_NONE};
    }
    default: return world_unknown(REASON_VALUE);
    }
}

static Target evaluate(Resolver *r, uint32_t file, uint32_t expr) {
    const Expr *at = &r->world->files[file].exprs.items[expr];
    switch ((ExprKind)at->kind) {
    case EXPR_NAME: return names_value(r, names_chain(r, file, at));
    case EXPR_ATTRIBUTE: return value_of_attribute(r, file, expr);
    case EXPR_CALL:
        return at->first == NONE ? world_unknown(REASON_VALUE) : value_of_call(r, file, expr);
    case EXPR_SUBSCRIPT: return value_of_subscript(r, file, expr);
    case EXPR_BINARY:
    case EXPR_CONDITIONAL:
        return is_choice(at) ? first_good(r, file, expr) : value_of_operator(r, file, expr);
    case EXPR_AWAIT:
    case EXPR_NAMED:
        return at->first == NONE ? world_unknown(REASON_VALUE) : values_expr(r, file, at->first);
    default: return made_by(r, file, expr, value_of_literal(at));
    }
}

Target values_expr(Resolver *r, uint32_t file, uint32_t expr) {
    if (file == r->file && r->is_done[expr]) return r->targets[expr];
    if (r->steps >= WORLD_STEPS_MAX) return world_unknown(REASON_DEPTH);
    r->steps++;
    r->total++;
    return evaluate(r, file, expr);
}

// --- Bindings ------------------------------------------------------------------------------------

static Target value_of_self(const FileFacts *facts, uint32_t file, uint32_t function,
                            uint8_t flags) {
    uint32_t body = facts->functions.items[function].scope;
    return (Target){
        .kind = flags & FUNCTION_OF_CLASS ? TARGET_CLASS : TARGET_OBJECT,
        .file = file,
        .index = facts->scopes.items[body].def,
    };
}

static Target value_of_param(Resolver *r, uint32_t file, const Binding *binding) {
    const FileFacts *facts = &r->world->files[file];
    const Param *param = &facts->params.items[binding->value];
    uint32_t function = facts->scopes.items[binding->scope].def;
    bool is_function = facts->scopes.items[binding->scope].kind == SCOPE_FUNCTION;
    if (is_function && binding->value == facts->functions.items[function].first_param) {
        uint8_t flags = r->world->tables[file].function_flags[function];
        if ((flags & FUNCTION_METHOD) && !(flags & FUNCTION_STATIC))
            return value_of_self(facts, file, function, flags);
    }
    if (param->stars > 0)
        return values_builtin_instance(param->stars == 1 ? "builtins.tuple" : "builtins.dict");
    Target value = world_unknown(REASON_PARAMETER);
    if (param->annotation != NONE) value = types_value(r, file, param->annotation);
    Target given = arguments_given(r, file, binding->value);
    if (world_is_good(given) && arguments_fits(r->world, given, value)) return given;
    if (!world_is_good(value) && param->value != NONE) value = values_expr(r, file, param->value);
    return world_is_good(value) ? value : world_unknown(REASON_PARAMETER);
}

// In a class body `router: APIRouter = field(...)` tells a dataclass how to make its attribute:
// there the annotation says more than the value, elsewhere less.
static Target value_of_assign(Resolver *r, uint32_t file, const Binding *binding) {
    Target value = world_unknown(REASON_VALUE);
    bool is_field = r->world->files[file].scopes.items[binding->scope].kind == SCOPE_CLASS;
    if (binding->value != NONE) value = values_expr(r, file, binding->value);
    if ((is_field || is_weak(value)) && binding->annotation != NONE) {
        Target promised = types_value(r, file, binding->annotation);
        if (arguments_is_same(promised, value)) return value;
        bool is_made = is_field && binding->value != NONE;
        if (world_is_good(promised))
            return is_made ? made_by(r, file, binding->value, promised) : promised;
    }
    return value.kind == TARGET_NONE ? world_unknown(REASON_VALUE) : value;
}

// The annotation that promises what an iterable or a context manager gives: of a variable, or of
// the function of the project that is called. Its file is *out_file; NONE when there is none.
static uint32_t annotation_of(Resolver *r, uint32_t file, uint32_t expr, uint32_t *out_file) {
    const FileFacts *facts = &r->world->files[file];
    const Expr *at = &facts->exprs.items[expr];
    if (at->kind == EXPR_NAME) {
        Definition found = names_chain(r, file, at);
        *out_file = found.file;
        return found.binding == NONE
                   ? NONE
                   : r->world->files[found.file].bindings.items[found.binding].annotation;
    }
    if (at->kind != EXPR_CALL || at->first == NONE) return NONE;
    Target callee = values_expr(r, file, at->first);
    if (callee.kind != TARGET_FUNCTION) return NONE;
    *out_file = callee.file;
    return r->world->files[callee.file].functions.items[callee.index].returns;
}

// `for x in rows()`, `with session() as x`
static Target item_of(Resolver *r, uint32_t file, uint32_t expr) {
    uint32_t annotated = file;
    uint32_t annotation = expr == NONE ? NONE : annotation_of(r, file, expr, &annotated);
    return annotation == NONE ? world_unknown(REASON_LOOP) : types_item(r, annotated, annotation);
}

static Target value_of_with(Resolver *r, uint32_t file, const Binding *binding) {
    Target item = item_of(r, file, binding->value);
    if (world_is_good(item) || binding->value == NONE) return item;
    Target manager = values_expr(r, file, binding->value);
    if (manager.kind == TARGET_OBJECT) {
        Target entered = call_method(r, manager, STR("__enter__"));
        if (!world_is_good(entered)) entered = call_method(r, manager, STR("__aenter__"));
        return world_is_good(entered) ? entered : manager;
    }
    return manager.kind == TARGET_INSTANCE ? manager : world_unknown(REASON_LOOP);
}

static Target value_of_binding(Resolver *r, uint32_t file, uint32_t index) {
    const Binding *binding = &r->world->files[file].bindings.items[index];
    switch ((BindingKind)binding->kind) {
    case BINDING_PARAM: return value_of_param(r, file, binding);
    case BINDING_ASSIGN: return value_of_assign(r, file, binding);
    case BINDING_ANNOTATE:
        return binding->annotation == NONE ? world_unknown(REASON_VALUE)
                                           : types_value(r, file, binding->annotation);
    case BINDING_WITH: return value_of_with(r, file, binding);
    case BINDING_FOR: return item_of(r, file, binding->value);
    case BINDING_EXCEPT:
        return binding->value == NONE ? world_unknown(REASON_LOOP)
                                      : types_value(r, file, binding->value);
    case BINDING_UNPACK:
    case BINDING_MATCH: return world_unknown(REASON_LOOP);
    default: return world_unknown(REASON_VALUE);
    }
}

// What a binding comes to is settled when its own value is: before that, a name that is bound again
// and again is not yet what it will be.
static Remembered *remembered(Resolver *r, uint32_t file, uint32_t index) {
    Remembered *known = names_remembered(r, file, index);
    const Binding *binding = &r->world->files[file].bindings.items[index];
    bool has_expr = binding->kind != BINDING_PARAM && binding->value != NONE;
    return known && has_expr && !r->is_done[binding->value] ? NULL : known;
}

Target values_binding(Resolver *r, uint32_t file, uint32_t binding) {
    Remembered *known = remembered(r, file, binding);
    if (known && known->has_value) return known->value;
    if (!names_enter(r)) return world_unknown(REASON_DEPTH);
    r->open[r->open_count++] = (OpenBinding){.file = file, .binding = binding};
    Target value = value_of_binding(r, file, binding);
    r->open_count--;
    names_leave(r);
    if (known && names_has_steps(r)) {
        known->value = value;
        known->has_value = true;
    }
    return value;
}
