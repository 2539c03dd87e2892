// SPDX-License-Identifier: MIT
// Repository → files. The one public header of this stage.
//
//   Source source;
//   if (!scan_list(&options, arena, &source, err)) …
//   SourceText text; Problem problem;
//   if (scan_load(&source, i, scratch, &text, &problem)) use(text);
//   scan_close(&source);
#ifndef SCAN_SCAN_H
#define SCAN_SCAN_H

#include "base/buf.h"
#include "model/setting.h"
#include "model/source.h"

// Commits and indexes that stay open, so that a command that looks at one several times reads it once,
// and sees one state of it.
typedef struct ScanSnapshots ScanSnapshots;

typedef struct ScanOptions {
    Str root;            // a directory
    const FsText *texts; // instead of a directory: files in memory, sorted by path; NULL: none
    uint32_t text_count;
    Str revision;    // instead of what lies in the folder: what this commit holds there; "": none
    Str index_file;  // or what is staged: the index's name in the git folder, "index"; "": none
    const Str *only; // exactly these files (--files), relative to root; NULL: list them
    uint32_t only_count;
    const Str *include; // --include globs: only matching Python files; none: all. Both kinds of
                        // globs take in all below a folder they match, and filter --files too
    uint32_t include_count;
    const Str *exclude; // --exclude globs
    uint32_t exclude_count;
    bool no_ignore;           // --no-ignore: .gitignore files do not count
    ScanSnapshots *snapshots; // NULL: every one is opened anew
} ScanOptions;

// Arena:  what is read of the snapshots; has to outlive every Source that is listed from them
// Thread: one at a time opens, any reads
ScanSnapshots *scan_snapshots_open(Arena *arena);
void scan_snapshots_close(ScanSnapshots *snapshots);

// Limits: the result depends on bytes and counts, never on seconds.
#define SCAN_FILE_BYTES_MAX (16u << 20)    // a larger file becomes a PROBLEM_TOO_LARGE
#define SCAN_MANIFEST_BYTES_MAX (4u << 20) // lock files are large
#define SCAN_FILES_MAX 400000u             // files listed
#define SCAN_DEPTH_MAX 64u                 // directories deep

// Lists the files of a repository and reads its manifests.
// Out:    source    files sorted by path, with kind, role and reason; dependencies, commands,
//                   packages; problems of what could not be read
// Arena:  everything in source
// Errors: no such directory, not a directory, cannot be opened; not in a git repository, no such
//         revision, a tree or index that cannot be read
bool scan_list(const ScanOptions *options, Arena *arena, Source *out, Error *err) WARN_UNUSED;
// The same in two steps: the files, then what the manifests among them declare.
bool scan_files(const ScanOptions *options, Arena *arena, Source *out, Error *err) WARN_UNUSED;
void scan_manifests(Source *source, Arena *arena);

// Loads one Python file or notebook as UTF-8 text (PEP 263, BOM, notebook cells joined).
// Out:    text in `scratch`; on false *problem says why (strings in scratch too). On true its text
//         is "" unless NUL bytes or bytes that are no UTF-8 became U+FFFD: then it is to be
//         reported as well
// Thread: safe for distinct indices and arenas
bool scan_load(const Source *source, uint32_t file, Arena *scratch, SourceText *out,
               Problem *problem) WARN_UNUSED;

// The same in two steps, for who knows texts by their bytes: reading,
// Out:    bytes in `scratch`; the stamp of what was read, all zero if it is not to be relied on
bool scan_read(const Source *source, uint32_t file, Arena *scratch, Str *out_bytes,
               FsStamp *out_stamp, Problem *problem) WARN_UNUSED;
// and decoding. What comes out depends on the bytes and on source->files[file].kind alone.
bool scan_decode(const Source *source, uint32_t file, Str bytes, Arena *scratch, SourceText *out,
                 Problem *problem) WARN_UNUSED;

// The commit that `revision` means, as 40 hexadecimal digits: its merge base with `head`, another
// revision; with "" for that with HEAD, and where HEAD has no commit yet, `revision` itself.
// Arena:  the id
// Errors: not in a git repository, no such revision, no common commit: one sentence with what to do
bool scan_base(Str root, Str revision, Str head, Arena *arena, Str *out, Error *err) WARN_UNUSED;

// From the top of the git work tree to the folder `root`: "sub/dir", "" for the top and outside of git.
Str scan_prefix(Str root, Arena *arena);

// What a commit holds in the folder `root`, to read single files from. Close with fs_root_close.
// Errors: as scan_list
bool scan_revision(Str root, Str revision, Arena *arena, FsRoot **out, Error *err) WARN_UNUSED;

// The text of one line (0-based row) for evidence, trimmed of white space at both ends and cut at
// 160 code points with "…"; "" when it cannot be read any more. `rows` ascending, all of one file;
// out parallel to rows. False when the file cannot be read any more.
bool scan_excerpts(const Source *source, uint32_t file, const uint32_t *rows, uint32_t n,
                   Arena *arena, Str *out);

// The line hashes of GitHub code scanning (scan/line_hash.h) for rows of one file, parallel to them;
// "" for a file that cannot be read any more, and in notebooks.
void scan_line_hashes(const Source *source, uint32_t file, const uint32_t *rows, uint32_t n,
                      Arena *arena, Str *out);

void scan_close(Source *source);

// The root alone, of which single files are to be read: of the options, what says where it is.
// Close with fs_root_close().
// Errors: as scan_list
bool scan_open(const ScanOptions *options, Arena *arena, FsRoot **out, Error *err) WARN_UNUSED;

// Whether two revisions, or a revision and the index, differ in anything that a scan looks at.
// In:     before, now   each with snapshots, and a revision or an index file
// Errors: as scan_list
bool scan_differs(const ScanOptions *before, const ScanOptions *now, bool *out,
                  Error *err) WARN_UNUSED;

// What tells the revision or index of the options from all that hold anything else: its paths and the
// ids of their contents. An index and the commit that is made of it have the same.
// In:     options   with snapshots, and a revision or an index file
// Errors: as scan_list
bool scan_identity(const ScanOptions *options, Buf *out, Error *err) WARN_UNUSED;

// What the repository's configuration sets: stayorgo.toml, or [tool.stayorgo] of pyproject.toml.
// Out:    out   file "" when there is none
// Arena:  everything in out
// Errors: a file that cannot be read, or is not TOML; a link
bool scan_settings(const FsRoot *root, Arena *arena, Settings *out, Error *err) WARN_UNUSED;

#endif
