// SPDX-License-Identifier: MIT
// What one Python file says, as tables: scopes, definitions, imports, bindings, calls and the
// expressions they are made of. Syntax only: what a name means is found by resolve, what it is
// worth by rules.
//
//     from fastapi import FastAPI            imports[0], bindings[0]
//     app = FastAPI(title="Shop")            bindings[1] → exprs: CALL(NAME FastAPI,
//                                                               KEYWORD title=STRING)
//     @app.get("/orders")                    decorators[0] → exprs: CALL(NAME app.get, STRING /orders)
//     async def orders(db: Session):         functions[0], scopes[1], params[0], bindings[2] and [3]
//         return await db.all()              facts: AWAIT; calls, returns
//
// All indices are into the arrays of the same FileFacts; NONE means absent. Every array is in
// source order. Strings are interned: they live as long as the run, the source bytes do not.
#ifndef MODEL_FACTS_H
#define MODEL_FACTS_H

#include "model/source.h"

typedef enum FactKind {
#define FACT(name, key) FACT_##name,
#include "model/facts.def"
#undef FACT
    FACT_COUNT,
} FactKind;

// One occurrence of a syntax fact. One shape for all kinds: counting and evidence are one loop.
typedef struct Fact {
    FactKind kind;
    uint32_t scope; // the scope it stands in
    Pos pos;
    Str detail;
} Fact;

// Where a statement stands.
typedef enum Context {
    CONTEXT_TYPE_CHECKING = 1 << 0, // under if TYPE_CHECKING, or the else of `if not TYPE_CHECKING`
    CONTEXT_TRY_IMPORT = 1 << 1,    // in a try that catches ImportError (or in such a handler)
    CONTEXT_IN_FUNCTION = 1 << 2,   // a function or lambda anywhere around
    CONTEXT_CONDITIONAL = 1 << 3,   // under some if, try, loop, match
    CONTEXT_NAME_MAIN = 1 << 4,     // under if __name__ == "__main__"
} Context;

typedef enum ScopeKind {
    SCOPE_MODULE, // always scopes[0]
    SCOPE_CLASS,
    SCOPE_FUNCTION,
    SCOPE_LAMBDA,
    SCOPE_COMPREHENSION,
} ScopeKind;

typedef struct Scope {
    ScopeKind kind;
    bool is_async;   // async def
    uint32_t parent; // NONE for the module
    uint32_t def;    // index into classes or functions; NONE for the others
} Scope;

typedef enum ExprKind {
    EXPR_NAME,      // a or a.b.c: the whole dotted chain in `text`
    EXPR_ATTRIBUTE, // .text of the first child, which is not a plain chain: f(x).y.z has text "y.z"
    EXPR_CALL, // children: callee, which is always there, then arguments in order (KEYWORD, STAR,
               // DOUBLE_STAR among them)
    EXPR_KEYWORD,  // text=child
    EXPR_STRING,   // text: content without quotes, adjacent literals joined, cut at EXPR_TEXT_MAX
                   // bytes
    EXPR_NUMBER,   // text as written
    EXPR_CONSTANT, // True, False, None, ...
    EXPR_LIST,     // children: items
    EXPR_TUPLE,    //
    EXPR_SET,      //
    EXPR_DICT,     // children: PAIR or DOUBLE_STAR
    EXPR_PAIR,     // children: key, value
    EXPR_STAR,     // *child
    EXPR_DOUBLE_STAR, // **child
    EXPR_BINARY,      // children: left, right; text: the operator
    EXPR_SUBSCRIPT,   // children: value, index…
    EXPR_CONDITIONAL, // A if C else B; children: A, B
    EXPR_AWAIT,       // child
    EXPR_LAMBDA,      // child: its body
    EXPR_NAMED,       // (text := child)
    EXPR_OTHER,       // anything else; names and calls inside it are kept as children
} ExprKind;

enum { EXPR_TEXT_MAX = 512, EXPR_IN_FORMAT = UINT16_MAX };

typedef struct Expr {
    uint8_t kind;         // ExprKind
    bool is_formatted;    // EXPR_STRING: an f-string (text holds the literal parts)
    uint16_t text_before; // of a value in an f-string: bytes of the string's text before it;
                          // EXPR_IN_FORMAT for one that only says how another is written
    uint32_t scope;
    uint32_t first;  // first child, NONE if none
    uint32_t next;   // next sibling, NONE at the end
    uint32_t offset; // byte offset of its start in the file: orders it against bindings
    Pos pos;
    Str text;
} Expr;

typedef struct Import {
    Str module;    // without leading dots; "" in `from . import x`
    uint8_t level; // number of leading dots
    bool is_from;
    bool is_star;
    Str name;  // the imported name of a from-import, "" otherwise
    Str alias; // after `as`, "" if none
    uint8_t context;
    uint32_t scope;
    uint32_t statement; // number of the import statement in the file: imports of one from-import
                        // share it
    Pos pos;            // of the statement
} Import;

typedef struct Class {
    Str name;
    Str qualified_name; // Outer.Inner; functions around it appear as name.<locals>
    uint32_t scope;     // it stands in
    uint32_t body;      // its own scope
    uint32_t arguments; // first of the bases and KEYWORDs (exprs linked by next), NONE if none
    uint8_t context;
    Pos pos; // of the class keyword
    uint32_t end_row;
} Class;

typedef struct Param {
    Str name;
    uint32_t annotation; // expr, NONE if none
    uint32_t value;      // default expr, NONE if none
    uint8_t stars;       // 0, 1 (*args), 2 (**kwargs)
} Param;

typedef struct Function {
    Str name;
    Str qualified_name;
    bool is_async;
    bool is_generator; // yield in its own body
    uint32_t scope;
    uint32_t body;
    uint32_t first_param, param_count;
    uint32_t returns; // annotation expr, NONE if none
    uint8_t context;
    Pos pos; // of def, or of async
} Function;

typedef struct Decorator {
    uint32_t expr;   // NAME, ATTRIBUTE, CALL …
    bool on_class;   // which table `target` is an index of
    uint32_t target; // classes or functions
    uint32_t scope;
    Pos pos; // of the expression
} Decorator;

typedef struct Call {
    uint32_t expr; // EXPR_CALL
    uint32_t scope;
    bool is_awaited;
    bool is_decorator; // @f(x): also in `decorators`
} Call;

typedef enum BindingKind {
    BINDING_IMPORT,   // value: imports
    BINDING_CLASS,    // value: classes
    BINDING_FUNCTION, // value: functions
    BINDING_PARAM,    // value: params
    BINDING_ASSIGN,   // value: expr; also annotated assignments and walrus
    BINDING_AUGMENT,  // x += value
    BINDING_UNPACK,   // one name of a tuple target; value: expr of the whole right side
    BINDING_FOR,      // loop variable; value: expr of the iterable
    BINDING_WITH,     // `with value as name`
    BINDING_EXCEPT,   // value: expr of the exception class, NONE if none
    BINDING_ANNOTATE, // x: T without a value; value: NONE
    BINDING_GLOBAL,   // global/nonlocal name; value: NONE
    BINDING_DELETE,
    BINDING_MATCH, // captured by a match pattern; value: NONE
} BindingKind;

// A name that gets a meaning: in source order, so the last one before a use wins.
typedef struct Binding {
    uint8_t kind; // BindingKind
    uint8_t context;
    Str name;            // "x", or the dotted target: "self.router", "Model.field"
    uint32_t scope;      // the scope the statement stands in
    uint32_t value;      // what it is an index of depends on kind
    uint32_t annotation; // expr, NONE if none
    uint32_t offset;     // byte offset where it takes effect (the end of the statement's head)
    Pos pos;
} Binding;

typedef struct Return {
    uint32_t expr; // NONE for a bare return
    uint32_t scope;
} Return;

typedef struct RowRange {
    uint32_t first_row, last_row; // 0-based, inclusive
} RowRange;

// A comment that silences findings: `# stayorgo: ignore[SOG101] reason`.
typedef struct Suppression {
    Str ids;    // what stands in the brackets, as written; "" without brackets
    Str reason; // "" without one; both are cut at EXPR_TEXT_MAX bytes
    uint32_t first_row,
        last_row; // 0-based, inclusive: the statement, or the head of a compound one
    Pos pos;      // of the comment
} Suppression;

typedef struct FileFacts {
    uint32_t file;   // index into Source.files
    bool is_parsed;  // false: unreadable, too large, undecodable: all arrays are empty
    bool has_errors; // the grammar could not make sense of all of it, or a limit cut it
    uint32_t lines;  // as CPython counts them
    uint64_t bytes;  // of the file as read
    uint32_t counts[FACT_COUNT];
    VEC(Fact) facts;
    VEC(Scope) scopes;
    VEC(Expr) exprs;
    VEC(Import) imports;
    VEC(Class) classes;
    VEC(Function) functions;
    VEC(Param) params;
    VEC(Decorator) decorators;
    VEC(Call) calls;
    VEC(Binding) bindings;
    VEC(Return) returns;
    VEC(RowRange) errors;
    VEC(Suppression) suppressions;
    ProblemVec problems;
} FileFacts;

const char *facts_key(FactKind kind);           // "async_functions"
bool facts_kind_of_key(Str key, FactKind *out); // false when there is none
uint32_t facts_scope_function(const FileFacts *f,
                              uint32_t scope); // nearest function or lambda scope, or NONE
bool facts_in_async(const FileFacts *f, uint32_t scope); // its nearest function is an async def
bool facts_in_function(const FileFacts *f, uint32_t scope);

#endif
