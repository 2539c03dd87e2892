# Python 2: what is left of it in old repositories.
import urllib2, StringIO as io
from exceptions import (
    IOError, OSError as Gone)


class Old:
    def show(self, (first, second), last=0777):
        print "first: %s" % first, second,
        print >>io, `last`, 10L, ur"text"
        if first <> second: raise ValueError, "not the same"
        exec "import hidden" in {}
        def inner(): pass


def late():
    try:
        import late_one
    except IOError, error:
        print error
        class Caught(Exception): pass
    except (Gone, ValueError), (number, text):
        from where import what


class New(object):
    __metaclass__ = type

    def items(self):
        return [x for x in 1, 2, 3]
