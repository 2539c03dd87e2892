// SPDX-License-Identifier: MIT
// Names that every Python has, as two sorted tables.
//
//   builtins_has(STR("open"))            -> true
//   builtins_is_stdlib(STR("logging"))   -> true
//
// Builtins of Python 3 and 2 together, with what a module finds in itself (__name__, __file__):
// code for both still exists, and `unicode` as a name of one's own is rare. The standard library
// matters where a file of the repository has the same name: `import logging` beside logging.py.
//
// Limits: both follow CPython 3.14 without private modules.
// Adding a name: keep the order, which is bytewise (a test checks it).
#include "resolve/builtins.h"

#include "base/banned.h"

// clang-format off
static const Str BUILTINS[] = {
    STR_CONST("ArithmeticError"), STR_CONST("AssertionError"), STR_CONST("AttributeError"),
    STR_CONST("BaseException"), STR_CONST("BaseExceptionGroup"), STR_CONST("BlockingIOError"),
    STR_CONST("BrokenPipeError"), STR_CONST("BufferError"), STR_CONST("BytesWarning"),
    STR_CONST("ChildProcessError"), STR_CONST("ConnectionAbortedError"),
    STR_CONST("ConnectionError"), STR_CONST("ConnectionRefusedError"),
    STR_CONST("ConnectionResetError"), STR_CONST("DeprecationWarning"), STR_CONST("EOFError"),
    STR_CONST("Ellipsis"), STR_CONST("EncodingWarning"), STR_CONST("EnvironmentError"),
    STR_CONST("Exception"), STR_CONST("ExceptionGroup"), STR_CONST("False"),
    STR_CONST("FileExistsError"), STR_CONST("FileNotFoundError"), STR_CONST("FloatingPointError"),
    STR_CONST("FutureWarning"), STR_CONST("GeneratorExit"), STR_CONST("IOError"),
    STR_CONST("ImportError"), STR_CONST("ImportWarning"), STR_CONST("IndentationError"),
    STR_CONST("IndexError"), STR_CONST("InterruptedError"), STR_CONST("IsADirectoryError"),
    STR_CONST("KeyError"), STR_CONST("KeyboardInterrupt"), STR_CONST("LookupError"),
    STR_CONST("MemoryError"), STR_CONST("ModuleNotFoundError"), STR_CONST("NameError"),
    STR_CONST("None"), STR_CONST("NotADirectoryError"), STR_CONST("NotImplemented"),
    STR_CONST("NotImplementedError"), STR_CONST("OSError"), STR_CONST("OverflowError"),
    STR_CONST("PendingDeprecationWarning"), STR_CONST("PermissionError"),
    STR_CONST("ProcessLookupError"), STR_CONST("PythonFinalizationError"),
    STR_CONST("RecursionError"), STR_CONST("ReferenceError"), STR_CONST("ResourceWarning"),
    STR_CONST("RuntimeError"), STR_CONST("RuntimeWarning"), STR_CONST("StandardError"),
    STR_CONST("StopAsyncIteration"), STR_CONST("StopIteration"), STR_CONST("SyntaxError"),
    STR_CONST("SyntaxWarning"), STR_CONST("SystemError"), STR_CONST("SystemExit"),
    STR_CONST("TabError"), STR_CONST("TimeoutError"), STR_CONST("True"), STR_CONST("TypeError"),
    STR_CONST("UnboundLocalError"), STR_CONST("UnicodeDecodeError"),
    STR_CONST("UnicodeEncodeError"), STR_CONST("UnicodeError"), STR_CONST("UnicodeTranslateError"),
    STR_CONST("UnicodeWarning"), STR_CONST("UserWarning"), STR_CONST("ValueError"),
    STR_CONST("Warning"), STR_CONST("WindowsError"), STR_CONST("ZeroDivisionError"),
    STR_CONST("__all__"), STR_CONST("__annotations__"), STR_CONST("__build_class__"),
    STR_CONST("__builtins__"), STR_CONST("__class__"), STR_CONST("__debug__"),
    STR_CONST("__dict__"), STR_CONST("__doc__"), STR_CONST("__file__"), STR_CONST("__import__"),
    STR_CONST("__loader__"), STR_CONST("__module__"), STR_CONST("__name__"),
    STR_CONST("__package__"), STR_CONST("__path__"), STR_CONST("__qualname__"),
    STR_CONST("__spec__"), STR_CONST("abs"), STR_CONST("aiter"), STR_CONST("all"),
    STR_CONST("anext"), STR_CONST("any"), STR_CONST("apply"), STR_CONST("ascii"),
    STR_CONST("basestring"), STR_CONST("bin"), STR_CONST("bool"), STR_CONST("breakpoint"),
    STR_CONST("buffer"), STR_CONST("bytearray"), STR_CONST("bytes"), STR_CONST("callable"),
    STR_CONST("chr"), STR_CONST("classmethod"), STR_CONST("cmp"), STR_CONST("coerce"),
    STR_CONST("compile"), STR_CONST("complex"), STR_CONST("copyright"), STR_CONST("credits"),
    STR_CONST("delattr"), STR_CONST("dict"), STR_CONST("dir"), STR_CONST("divmod"),
    STR_CONST("enumerate"), STR_CONST("eval"), STR_CONST("exec"), STR_CONST("execfile"),
    STR_CONST("exit"), STR_CONST("file"), STR_CONST("filter"), STR_CONST("float"),
    STR_CONST("format"), STR_CONST("frozenset"), STR_CONST("getattr"), STR_CONST("globals"),
    STR_CONST("hasattr"), STR_CONST("hash"), STR_CONST("help"), STR_CONST("hex"), STR_CONST("id"),
    STR_CONST("input"), STR_CONST("int"), STR_CONST("intern"), STR_CONST("isinstance"),
    STR_CONST("issubclass"), STR_CONST("iter"), STR_CONST("len"), STR_CONST("license"),
    STR_CONST("list"), STR_CONST("locals"), STR_CONST("long"), STR_CONST("map"), STR_CONST("max"),
    STR_CONST("memoryview"), STR_CONST("min"), STR_CONST("next"), STR_CONST("object"),
    STR_CONST("oct"), STR_CONST("open"), STR_CONST("ord"), STR_CONST("pow"), STR_CONST("print"),
    STR_CONST("property"), STR_CONST("quit"), STR_CONST("range"), STR_CONST("raw_input"),
    STR_CONST("reduce"), STR_CONST("reload"), STR_CONST("repr"), STR_CONST("reversed"),
    STR_CONST("round"), STR_CONST("set"), STR_CONST("setattr"), STR_CONST("slice"),
    STR_CONST("sorted"), STR_CONST("staticmethod"), STR_CONST("str"), STR_CONST("sum"),
    STR_CONST("super"), STR_CONST("tuple"), STR_CONST("type"), STR_CONST("unichr"),
    STR_CONST("unicode"), STR_CONST("vars"), STR_CONST("xrange"), STR_CONST("zip"),
};

static const Str STDLIB[] = {
    STR_CONST("BaseHTTPServer"), STR_CONST("ConfigParser"), STR_CONST("Cookie"),
    STR_CONST("HTMLParser"), STR_CONST("Queue"), STR_CONST("SimpleHTTPServer"),
    STR_CONST("SocketServer"), STR_CONST("StringIO"), STR_CONST("Tkinter"), STR_CONST("UserDict"),
    STR_CONST("UserList"), STR_CONST("UserString"), STR_CONST("__builtin__"),
    STR_CONST("__future__"), STR_CONST("__main__"), STR_CONST("_thread"), STR_CONST("_typeshed"),
    STR_CONST("abc"), STR_CONST("aifc"), STR_CONST("annotationlib"), STR_CONST("anydbm"),
    STR_CONST("argparse"), STR_CONST("array"), STR_CONST("ast"), STR_CONST("asynchat"),
    STR_CONST("asyncio"), STR_CONST("asyncore"), STR_CONST("atexit"), STR_CONST("audioop"),
    STR_CONST("base64"), STR_CONST("bdb"), STR_CONST("binascii"), STR_CONST("binhex"),
    STR_CONST("bisect"), STR_CONST("builtins"), STR_CONST("bz2"), STR_CONST("cPickle"),
    STR_CONST("cProfile"), STR_CONST("cStringIO"), STR_CONST("calendar"), STR_CONST("cgi"),
    STR_CONST("cgitb"), STR_CONST("chunk"), STR_CONST("cmath"), STR_CONST("cmd"), STR_CONST("code"),
    STR_CONST("codecs"), STR_CONST("codeop"), STR_CONST("collections"), STR_CONST("colorsys"),
    STR_CONST("commands"), STR_CONST("compileall"), STR_CONST("compression"),
    STR_CONST("concurrent"), STR_CONST("configparser"), STR_CONST("contextlib"),
    STR_CONST("contextvars"), STR_CONST("cookielib"), STR_CONST("copy"), STR_CONST("copy_reg"),
    STR_CONST("copyreg"), STR_CONST("crypt"), STR_CONST("csv"), STR_CONST("ctypes"),
    STR_CONST("curses"), STR_CONST("dataclasses"), STR_CONST("datetime"), STR_CONST("dbm"),
    STR_CONST("decimal"), STR_CONST("difflib"), STR_CONST("dis"), STR_CONST("distutils"),
    STR_CONST("doctest"), STR_CONST("dummy_threading"), STR_CONST("email"), STR_CONST("encodings"),
    STR_CONST("ensurepip"), STR_CONST("enum"), STR_CONST("errno"), STR_CONST("exceptions"),
    STR_CONST("faulthandler"), STR_CONST("fcntl"), STR_CONST("filecmp"), STR_CONST("fileinput"),
    STR_CONST("fnmatch"), STR_CONST("formatter"), STR_CONST("fractions"), STR_CONST("ftplib"),
    STR_CONST("functools"), STR_CONST("gc"), STR_CONST("genericpath"), STR_CONST("getopt"),
    STR_CONST("getpass"), STR_CONST("gettext"), STR_CONST("glob"), STR_CONST("graphlib"),
    STR_CONST("grp"), STR_CONST("gzip"), STR_CONST("hashlib"), STR_CONST("heapq"),
    STR_CONST("hmac"), STR_CONST("html"), STR_CONST("htmlentitydefs"), STR_CONST("http"),
    STR_CONST("httplib"), STR_CONST("imaplib"), STR_CONST("imghdr"), STR_CONST("imp"),
    STR_CONST("importlib"), STR_CONST("inspect"), STR_CONST("io"), STR_CONST("ipaddress"),
    STR_CONST("itertools"), STR_CONST("json"), STR_CONST("keyword"), STR_CONST("lib2to3"),
    STR_CONST("linecache"), STR_CONST("locale"), STR_CONST("logging"), STR_CONST("lzma"),
    STR_CONST("macpath"), STR_CONST("mailbox"), STR_CONST("mailcap"), STR_CONST("marshal"),
    STR_CONST("math"), STR_CONST("md5"), STR_CONST("mimetools"), STR_CONST("mimetypes"),
    STR_CONST("mmap"), STR_CONST("modulefinder"), STR_CONST("msilib"), STR_CONST("msvcrt"),
    STR_CONST("multiprocessing"), STR_CONST("netrc"), STR_CONST("nis"), STR_CONST("nntplib"),
    STR_CONST("nt"), STR_CONST("ntpath"), STR_CONST("nturl2path"), STR_CONST("numbers"),
    STR_CONST("opcode"), STR_CONST("operator"), STR_CONST("optparse"), STR_CONST("os"),
    STR_CONST("ossaudiodev"), STR_CONST("parser"), STR_CONST("pathlib"), STR_CONST("pdb"),
    STR_CONST("pickle"), STR_CONST("pickletools"), STR_CONST("pipes"), STR_CONST("pkgutil"),
    STR_CONST("platform"), STR_CONST("plistlib"), STR_CONST("poplib"), STR_CONST("posix"),
    STR_CONST("posixpath"), STR_CONST("pprint"), STR_CONST("profile"), STR_CONST("pstats"),
    STR_CONST("pty"), STR_CONST("pwd"), STR_CONST("py_compile"), STR_CONST("pyclbr"),
    STR_CONST("pydoc"), STR_CONST("pydoc_data"), STR_CONST("pyexpat"), STR_CONST("queue"),
    STR_CONST("quopri"), STR_CONST("random"), STR_CONST("re"), STR_CONST("readline"),
    STR_CONST("reprlib"), STR_CONST("resource"), STR_CONST("rfc822"), STR_CONST("rlcompleter"),
    STR_CONST("robotparser"), STR_CONST("runpy"), STR_CONST("sched"), STR_CONST("secrets"),
    STR_CONST("select"), STR_CONST("selectors"), STR_CONST("sets"), STR_CONST("sha"),
    STR_CONST("shelve"), STR_CONST("shlex"), STR_CONST("shutil"), STR_CONST("signal"),
    STR_CONST("site"), STR_CONST("smtpd"), STR_CONST("smtplib"), STR_CONST("sndhdr"),
    STR_CONST("socket"), STR_CONST("socketserver"), STR_CONST("spwd"), STR_CONST("sqlite3"),
    STR_CONST("sre_compile"), STR_CONST("sre_constants"), STR_CONST("sre_parse"), STR_CONST("ssl"),
    STR_CONST("stat"), STR_CONST("statistics"), STR_CONST("string"), STR_CONST("stringprep"),
    STR_CONST("struct"), STR_CONST("subprocess"), STR_CONST("sunau"), STR_CONST("symbol"),
    STR_CONST("symtable"), STR_CONST("sys"), STR_CONST("sysconfig"), STR_CONST("syslog"),
    STR_CONST("tabnanny"), STR_CONST("tarfile"), STR_CONST("telnetlib"), STR_CONST("tempfile"),
    STR_CONST("termios"), STR_CONST("test"), STR_CONST("textwrap"), STR_CONST("thread"),
    STR_CONST("threading"), STR_CONST("time"), STR_CONST("timeit"), STR_CONST("tkinter"),
    STR_CONST("token"), STR_CONST("tokenize"), STR_CONST("tomllib"), STR_CONST("trace"),
    STR_CONST("traceback"), STR_CONST("tracemalloc"), STR_CONST("tty"), STR_CONST("turtle"),
    STR_CONST("turtledemo"), STR_CONST("types"), STR_CONST("typing"), STR_CONST("unicodedata"),
    STR_CONST("unittest"), STR_CONST("urllib"), STR_CONST("urllib2"), STR_CONST("urlparse"),
    STR_CONST("uu"), STR_CONST("uuid"), STR_CONST("venv"), STR_CONST("warnings"), STR_CONST("wave"),
    STR_CONST("weakref"), STR_CONST("webbrowser"), STR_CONST("whichdb"), STR_CONST("winreg"),
    STR_CONST("winsound"), STR_CONST("wsgiref"), STR_CONST("xdrlib"), STR_CONST("xml"),
    STR_CONST("xmlrpc"), STR_CONST("xmlrpclib"), STR_CONST("zipapp"), STR_CONST("zipfile"),
    STR_CONST("zipimport"), STR_CONST("zlib"), STR_CONST("zoneinfo"),
};
// clang-format on

static bool is_in(const Str *table, size_t len, Str name) {
    size_t low = 0, high = len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_cmp(table[middle], name);
        if (order == 0) return true;
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return false;
}

bool builtins_has(Str name) {
    return is_in(BUILTINS, ARRAY_LEN(BUILTINS), name);
}

bool builtins_is_stdlib(Str top_level) {
    return is_in(STDLIB, ARRAY_LEN(STDLIB), top_level);
}
