// SPDX-License-Identifier: MIT
// Classes, functions, lambdas and decorators.
//
//     @app.get("/")                 decorators: CALL app.get on functions[0]
//     async def home(self, db=1):   functions, params, a scope
//                                   facts: function, async function, parameter
//
// Decorators, defaults, annotations and bases belong to the scope outside; parameters and the body
// to the scope inside. A definition stands at its `def`, `async` or `class`, as in CPython's ast,
// not at the decorator above it.
//
// Limits: a qualified name continues its prefix only while that is shorter than PREFIX_MAX bytes;
// with hostile names the sum would grow with the square of the file.
#include "base/buf.h"
#include "python/take.h"

#include "base/banned.h"

enum { PREFIX_MAX = 1024 };

// The nearest class or function scope around, without lambdas and comprehensions; may be the
// module.
static const Scope *definition_scope(const Walk *w) {
    const Scope *scopes = w->facts->scopes.items;
    uint32_t scope = w->at.scope;
    while (scopes[scope].def == NONE && scopes[scope].parent != NONE) {
        scope = scopes[scope].parent;
    }
    return &scopes[scope];
}

// Outer.Inner, function.<locals>.name
static Str qualified_name(Walk *w, Str name) {
    const Scope *around = definition_scope(w);
    if (around->def == NONE) return name;
    bool is_class = around->kind == SCOPE_CLASS;
    Str prefix = is_class ? w->facts->classes.items[around->def].qualified_name
                          : w->facts->functions.items[around->def].qualified_name;
    if (prefix.len > PREFIX_MAX) return name;
    Buf text = buf_new(w->scratch);
    buf_str_add(&text, prefix);
    buf_str_add(&text, is_class ? STR(".") : STR(".<locals>."));
    buf_str_add(&text, name);
    return intern_str(w->intern, buf_str(&text));
}

// Where the head of the definition under the cursor ends.
static uint32_t head_end(const Walk *w) {
    uint32_t body = walk_child(w, FIELD_BODY);
    return body == NONE ? walk_node(w, w->node)->end : walk_node(w, body)->start;
}

static void bind_definition(Walk *w, BindingKind kind, uint32_t index, uint32_t name) {
    Binding binding = walk_binding(w, kind, index, w->node);
    binding.offset = head_end(w);
    walk_bind(w, binding, name);
}

// --- Classes -------------------------------------------------------------------------------------

static uint32_t class_new(Walk *w, uint32_t name) {
    Str text = walk_name(w, name);
    Class class = {.name = text,
                   .qualified_name = qualified_name(w, text),
                   .scope = w->at.scope,
                   .body = walk_scope(w, SCOPE_CLASS, false, w->facts->classes.len),
                   .arguments = NONE,
                   .context = w->at.context,
                   .pos = walk_pos(w, w->node),
                   .end_row = walk_pos_at(w, walk_node(w, w->node)->end).row};
    walk_fact(w, FACT_CLASS, class.pos, class.qualified_name);
    vec_push(w->scratch, &w->facts->classes, class);
    bind_definition(w, BINDING_CLASS, w->facts->classes.len - 1, name);
    return w->facts->classes.len - 1;
}

uint32_t take_def_class(Walk *w) {
    uint32_t name = walk_child(w, FIELD_NAME);
    if (name == NONE) return take_expr_other(w);
    Place outside = w->at;
    uint32_t index = class_new(w, name);
    uint32_t body = w->facts->classes.items[index].body;
    WALK_CHILDREN(w) {
        FieldKind field = walk_field(w);
        if (field == FIELD_TYPE_PARAMETERS) take_param_types(w, body);
        if (field == FIELD_SUPERCLASSES) {
            ExprList arguments = walk_list(true);
            w->at.keep = KEEP_ALL;
            walk_append_children(w, &arguments);
            w->facts->classes.items[index].arguments = arguments.first;
        }
        if (field == FIELD_BODY) {
            // What stands in the body is unconditional within the class.
            uint8_t context = outside.context & (uint8_t)~CONTEXT_CONDITIONAL;
            w->at = (Place){.scope = body, .context = context, .keep = KEEP_NAMES};
            walk_take(w);
        }
        if (w->kind == NODE_ERROR) walk_visit(w);
        w->at = outside;
    }
    return NONE;
}

// --- Functions -----------------------------------------------------------------------------------

static uint32_t function_new(Walk *w, uint32_t name) {
    Str text = walk_name(w, name);
    NodeKind first = walk_kind(w, walk_node(w, w->node)->first);
    bool is_async = first == NODE_ASYNC;
    Function function = {.name = text,
                         .qualified_name = qualified_name(w, text),
                         .is_async = is_async,
                         .scope = w->at.scope,
                         .body = walk_scope(w, SCOPE_FUNCTION, is_async, w->facts->functions.len),
                         .returns = NONE,
                         .context = w->at.context,
                         .pos = walk_pos(w, w->node)};
    walk_fact(w, FACT_FUNCTION, function.pos, function.qualified_name);
    if (is_async) walk_fact(w, FACT_ASYNC_FUNCTION, function.pos, function.qualified_name);
    vec_push(w->scratch, &w->facts->functions, function);
    bind_definition(w, BINDING_FUNCTION, w->facts->functions.len - 1, name);
    return w->facts->functions.len - 1;
}

// The body runs later and unconditionally: of its surroundings only what is known for good holds in
// it.
static Place inside_function(const Place *outside, uint32_t body) {
    uint8_t lasting = CONTEXT_TYPE_CHECKING | CONTEXT_NAME_MAIN | CONTEXT_IN_FUNCTION;
    uint8_t context = (uint8_t)((outside->context & lasting) | CONTEXT_IN_FUNCTION);
    return (Place){.scope = body, .context = context, .keep = KEEP_NAMES};
}

static bool take_params(Walk *w, uint32_t index, uint32_t offset) {
    Function *function = &w->facts->functions.items[index];
    bool is_method = w->facts->scopes.items[function->scope].kind == SCOPE_CLASS;
    ParamList params = take_param_list(w, function->body, offset);
    take_param_count(w, &params, is_method);
    function->first_param = params.first;
    function->param_count = params.len;
    return params.is_annotated;
}

uint32_t take_def_function(Walk *w) {
    uint32_t name = walk_child(w, FIELD_NAME);
    if (name == NONE) return take_expr_other(w);
    Place outside = w->at;
    uint32_t offset = head_end(w);
    uint32_t index = function_new(w, name);
    uint32_t body = w->facts->functions.items[index].body;
    bool is_annotated = false;
    WALK_CHILDREN(w) {
        FieldKind field = walk_field(w);
        if (field == FIELD_TYPE_PARAMETERS) take_param_types(w, body);
        if (field == FIELD_PARAMETERS) is_annotated |= take_params(w, index, offset);
        if (field == FIELD_RETURN_TYPE) {
            w->facts->functions.items[index].returns = walk_keep(w);
            is_annotated = true;
        }
        if (field == FIELD_BODY) {
            w->at = inside_function(&outside, body);
            walk_take(w);
        }
        if (w->kind == NODE_ERROR) walk_visit(w);
        w->at = outside;
    }
    if (is_annotated) {
        const Function *function = &w->facts->functions.items[index];
        walk_fact(w, FACT_FUNCTION_ANNOTATED, function->pos, function->qualified_name);
    }
    return NONE;
}

uint32_t take_def_lambda(Walk *w) {
    Place outside = w->at;
    uint32_t expr = walk_expr(w, EXPR_LAMBDA);
    uint32_t scope = walk_scope(w, SCOPE_LAMBDA, false, NONE);
    uint32_t offset = head_end(w);
    ExprList value = walk_list(expr != NONE);
    WALK_CHILDREN(w) {
        FieldKind field = walk_field(w);
        if (field == FIELD_PARAMETERS) take_param_list(w, scope, offset);
        if (field == FIELD_BODY) {
            w->at = inside_function(&outside, scope);
            w->at.keep = outside.keep;
            walk_append(w, &value, walk_take(w));
        }
        w->at = outside;
    }
    walk_adopt(w, expr, &value);
    return expr;
}

// --- Decorators ----------------------------------------------------------------------------------

// get("/") → get; the dotted text of what decorates, empty if it has none.
static Str decorator_text(const Walk *w, uint32_t expr) {
    const Expr *exprs = w->facts->exprs.items;
    while (exprs[expr].kind == EXPR_CALL && exprs[expr].first != NONE) {
        expr = exprs[expr].first;
    }
    return exprs[expr].kind == EXPR_NAME ? exprs[expr].text : STR("");
}

uint32_t take_def_decorator(Walk *w) {
    uint32_t expr = NONE;
    uint32_t first_call = w->facts->calls.len;
    WALK_CHILDREN(w) {
        uint32_t taken = walk_keep(w);
        if (taken != NONE) expr = taken;
    }
    if (expr == NONE) return NONE;
    walk_fact(w, FACT_DECORATOR, w->facts->exprs.items[expr].pos, decorator_text(w, expr));
    if (w->facts->exprs.items[expr].kind == EXPR_CALL) {
        w->facts->calls.items[first_call].is_decorator = true; // the outermost call comes first
    }
    return expr;
}

uint32_t take_def_decorated(Walk *w) {
    uint32_t first = w->facts->decorators.len;
    WALK_CHILDREN(w) {
        if (w->kind == NODE_DECORATOR) {
            uint32_t expr = take_def_decorator(w);
            if (expr == NONE) continue;
            Decorator decorator = {
                .expr = expr, .scope = w->at.scope, .pos = w->facts->exprs.items[expr].pos};
            vec_push(w->scratch, &w->facts->decorators, decorator);
        } else if (w->kind == NODE_CLASS || w->kind == NODE_FUNCTION) {
            bool on_class = w->kind == NODE_CLASS;
            uint32_t target = on_class ? w->facts->classes.len : w->facts->functions.len;
            uint32_t end = w->facts->decorators.len; // those inside the definition follow
            for (uint32_t i = first; i < end; i++) {
                w->facts->decorators.items[i].on_class = on_class;
                w->facts->decorators.items[i].target = target;
            }
            walk_take(w);
        } else {
            walk_visit(w);
        }
    }
    return NONE;
}
