// SPDX-License-Identifier: MIT
// Annotations: what a value that is annotated with a type is.
//
//     db: Session                        INSTANCE sqlalchemy.orm.Session
//     db: Annotated[Session, Depends()]  the same, also through a name: SessionDep = Annotated[…]
//     user: "User | None"                OBJECT of class User
//     model: Type[User]                  CLASS User
//     def rows() -> Iterator[User]       its items are OBJECTs of User
//
// How: types are expressions, so names are looked up as anywhere; what differs is that a name bound
// to another type stands for that type, that strings are read as types, and that a few names of
// typing only wrap. Those few are part of the language, hence a table here and not in the rules.
//
// Limits: the first member of a Union that has a meaning is taken; type variables stand for their
// bound; a type in a string knows names, dots, brackets, commas and bars.
#include "resolve/types.h"

#include "resolve/values.h"

#include "base/banned.h"

typedef enum Wrapper {
    WRAPPER_NONE,
    WRAPPER_FIRST, // the first argument: Optional[X]
    WRAPPER_ANY,   // the first argument with a meaning: Union[None, X]
    WRAPPER_CLASS, // the class itself: Type[X]
    WRAPPER_EMPTY, // says nothing: Any, Literal["a"]
} Wrapper;

static const struct {
    Str name;
    Wrapper wrapper;
} WRAPPERS[] = {
    {STR_CONST("Annotated"), WRAPPER_FIRST}, {STR_CONST("Any"), WRAPPER_EMPTY},
    {STR_CONST("ClassVar"), WRAPPER_FIRST},  {STR_CONST("Final"), WRAPPER_FIRST},
    {STR_CONST("Literal"), WRAPPER_EMPTY},   {STR_CONST("LiteralString"), WRAPPER_EMPTY},
    {STR_CONST("NoReturn"), WRAPPER_EMPTY},  {STR_CONST("NotRequired"), WRAPPER_FIRST},
    {STR_CONST("Optional"), WRAPPER_FIRST},  {STR_CONST("ReadOnly"), WRAPPER_FIRST},
    {STR_CONST("Required"), WRAPPER_FIRST},  {STR_CONST("Type"), WRAPPER_CLASS},
    {STR_CONST("TypeVar"), WRAPPER_EMPTY},   {STR_CONST("Union"), WRAPPER_ANY},
};

// The part of a name that belongs to module typing; "" if it is not of typing.
static Str typing_name(Target target) {
    static const Str MODULES[] = {STR_CONST("typing."), STR_CONST("typing_extensions.")};
    for (uint32_t i = 0; i < ARRAY_LEN(MODULES); i++)
        if (str_starts(target.name, MODULES[i]))
            return str_sub(target.name, MODULES[i].len, target.name.len);
    return STR("");
}

static Wrapper wrapper_of(Target target) {
    if (target.kind == TARGET_BUILTIN && str_eq(target.name, STR("type"))) return WRAPPER_CLASS;
    if (target.kind != TARGET_EXTERNAL && target.kind != TARGET_INSTANCE) return WRAPPER_NONE;
    Str name = typing_name(target);
    for (uint32_t i = 0; i < ARRAY_LEN(WRAPPERS); i++)
        if (str_eq(WRAPPERS[i].name, name)) return WRAPPERS[i].wrapper;
    return WRAPPER_NONE;
}

static Target class_of_value(Target value) {
    if (value.kind == TARGET_OBJECT) value.kind = TARGET_CLASS;
    if (value.kind == TARGET_INSTANCE) value.kind = TARGET_EXTERNAL;
    return value;
}

// --- Names ---------------------------------------------------------------------------------------

// typing.Self in a method: the class around.
static Target value_of_self_type(Resolver *r, uint32_t file, uint32_t scope) {
    const Scope *at = &r->world->files[file].scopes.items[scope];
    if (at->kind != SCOPE_CLASS) return world_unknown(REASON_PARAMETER);
    return (Target){.kind = TARGET_OBJECT, .file = file, .index = at->def};
}

static Target value_of_name(Resolver *r, uint32_t file, const Expr *at) {
    Definition found = names_chain(r, file, at);
    if (found.binding != NONE) {
        const Binding *binding = &r->world->files[found.file].bindings.items[found.binding];
        bool is_alias = binding->kind == BINDING_ASSIGN && binding->value != NONE;
        return is_alias ? types_value(r, found.file, binding->value)
                        : values_instance_of(r, names_value(r, found));
    }
    if (str_eq(typing_name(found.target), STR("Self")))
        return value_of_self_type(r, file, at->scope);
    Wrapper wrapper = wrapper_of(found.target);
    if (wrapper == WRAPPER_CLASS || wrapper == WRAPPER_NONE)
        return values_instance_of(r, found.target);
    return world_unknown(REASON_PARAMETER);
}

// T = TypeVar("T", bound=X), Id = NewType("Id", int)
static Target value_of_type_call(Resolver *r, uint32_t file, uint32_t expr) {
    const FileFacts *facts = &r->world->files[file];
    Target value = values_expr(r, file, expr);
    Str name = typing_name(value);
    if (str_eq(name, STR("NewType")) && values_child(facts, expr, 2) != NONE)
        return types_value(r, file, values_child(facts, expr, 2));
    if (!str_eq(name, STR("TypeVar"))) return value;
    for (uint32_t e = facts->exprs.items[expr].first; e != NONE; e = facts->exprs.items[e].next) {
        const Expr *at = &facts->exprs.items[e];
        if (at->kind == EXPR_KEYWORD && at->first != NONE && str_eq(at->text, STR("bound")))
            return types_value(r, file, at->first);
    }
    return world_unknown(REASON_PARAMETER);
}

// --- Types in strings ----------------------------------------------------------------------------

typedef struct TypeText {
    Resolver *r;
    uint32_t file, scope;
} TypeText;

// Cuts the first part of *rest at a `separator` that is not inside brackets.
static Str cut_outside_brackets(Str *rest, char separator) {
    uint32_t open = 0, i = 0;
    for (; i < rest->len; i++) {
        char c = rest->ptr[i];
        if (c == separator && open == 0) break;
        if (c == '[') open++;
        if (c == ']' && open > 0) open--;
    }
    Str part = str_trim(str_sub(*rest, 0, i));
    *rest = str_sub(*rest, i + 1, rest->len);
    return part;
}

static Target value_of_text(const TypeText *context, Str text);

static Target first_good_text(const TypeText *context, Str text, char separator) {
    Target value = world_unknown(REASON_PARAMETER);
    while (text.len > 0 && !world_is_good(value))
        value = value_of_text(context, cut_outside_brackets(&text, separator));
    return value;
}

// Recursion takes a bracket or a bar each time; texts are short (EXPR_TEXT_MAX) and steps are
// counted.
static Target value_of_text(const TypeText *context, Str text) {
    Resolver *r = context->r;
    if (r->steps >= WORLD_STEPS_MAX) return world_unknown(REASON_DEPTH);
    r->steps++;
    r->total++;
    Str rest = text;
    Str head = cut_outside_brackets(&rest, '|');
    if (rest.len > 0) return first_good_text(context, text, '|');
    uint32_t bracket = str_find(head, '[');
    Str name = str_trim(str_sub(head, 0, bracket == NONE ? head.len : bracket));
    if (name.len == 0 || str_eq(name, STR("None"))) return (Target){.kind = TARGET_NONE};
    Expr at = {.kind = EXPR_NAME, .scope = context->scope, .offset = NONE, .text = name};
    if (bracket == NONE || !str_ends(head, STR("]"))) return value_of_name(r, context->file, &at);
    Str inside = str_sub(head, bracket + 1, head.len - 1);
    Target wrapper = names_value(r, names_chain(r, context->file, &at));
    switch (wrapper_of(wrapper)) {
    case WRAPPER_NONE: return value_of_name(r, context->file, &at);
    case WRAPPER_FIRST: return value_of_text(context, cut_outside_brackets(&inside, ','));
    case WRAPPER_ANY: return first_good_text(context, inside, ',');
    case WRAPPER_CLASS: return class_of_value(value_of_text(context, inside));
    case WRAPPER_EMPTY: break;
    }
    return world_unknown(REASON_PARAMETER);
}

// --- Expressions ---------------------------------------------------------------------------------

static Target first_good(Resolver *r, uint32_t file, uint32_t first) {
    const FileFacts *facts = &r->world->files[file];
    Target value = world_unknown(REASON_PARAMETER);
    for (uint32_t e = first; e != NONE && !world_is_good(value); e = facts->exprs.items[e].next)
        value = types_value(r, file, e);
    return value;
}

static Target value_of_subscript(Resolver *r, uint32_t file, uint32_t expr) {
    const FileFacts *facts = &r->world->files[file];
    uint32_t head = facts->exprs.items[expr].first;
    if (head == NONE) return world_unknown(REASON_PARAMETER);
    uint32_t argument = facts->exprs.items[head].next;
    if (argument != NONE && facts->exprs.items[argument].kind == EXPR_TUPLE)
        argument = facts->exprs.items[argument].first;
    Wrapper wrapper = wrapper_of(values_expr(r, file, head));
    if (wrapper == WRAPPER_NONE) return types_value(r, file, head);
    if (wrapper == WRAPPER_EMPTY || argument == NONE) return world_unknown(REASON_PARAMETER);
    if (wrapper == WRAPPER_ANY) return first_good(r, file, argument);
    Target value = types_value(r, file, argument);
    return wrapper == WRAPPER_CLASS ? class_of_value(value) : value;
}

static Target value_of_type(Resolver *r, uint32_t file, uint32_t annotation) {
    const Expr *at = &r->world->files[file].exprs.items[annotation];
    TypeText context = {.r = r, .file = file, .scope = at->scope};
    switch ((ExprKind)at->kind) {
    case EXPR_NAME: return value_of_name(r, file, at);
    case EXPR_STRING: return value_of_text(&context, str_trim(at->text));
    case EXPR_SUBSCRIPT: return value_of_subscript(r, file, annotation);
    case EXPR_BINARY: return first_good(r, file, at->first);
    case EXPR_CALL: return value_of_type_call(r, file, annotation);
    case EXPR_ATTRIBUTE:
    case EXPR_CONDITIONAL: return values_instance_of(r, values_expr(r, file, annotation));
    case EXPR_CONSTANT: return (Target){.kind = TARGET_NONE};
    default: return world_unknown(REASON_PARAMETER);
    }
}

Target types_value(Resolver *r, uint32_t file, uint32_t annotation) {
    if (!names_enter(r)) return world_unknown(REASON_DEPTH);
    Target value = value_of_type(r, file, annotation);
    names_leave(r);
    return value;
}

Target types_item(Resolver *r, uint32_t file, uint32_t annotation) {
    const FileFacts *facts = &r->world->files[file];
    const Expr *at = &facts->exprs.items[annotation];
    if (at->kind != EXPR_SUBSCRIPT || at->first == NONE) return world_unknown(REASON_LOOP);
    uint32_t argument = facts->exprs.items[at->first].next;
    if (argument == NONE) return world_unknown(REASON_LOOP);
    if (facts->exprs.items[argument].kind == EXPR_TUPLE)
        argument = facts->exprs.items[argument].first;
    if (argument == NONE) return world_unknown(REASON_LOOP);
    Target container = values_expr(r, file, at->first);
    if (container.kind == TARGET_UNKNOWN || container.kind == TARGET_CLASS)
        return world_unknown(REASON_LOOP);
    if (wrapper_of(container) == WRAPPER_FIRST) return types_item(r, file, argument);
    Target item = types_value(r, file, argument);
    return world_is_good(item) ? item : world_unknown(REASON_LOOP);
}
