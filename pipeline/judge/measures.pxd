# C types for measures.py where it is compiled; see hatch_build.py
cimport cython

from .. cimport capi as native
from .arrays cimport log_count
from .characters cimport Tally
from .looks cimport Tags
from .sheet cimport Sheet
from .words cimport Classes

cdef Py_ssize_t HAN, DIGIT, LETTER, STOP, COMMA, MARK, BAR, SPACE, COLON
cdef str _INDENT
cdef object _HIDDEN, _LEVEL, _MARKS, _AROUND, _TAG

@cython.freelist(256)
cdef class Group:
    cdef public Py_ssize_t size, first
    cdef public Py_ssize_t length, links, prose, ends
    cdef public double logs, shares
    cdef void begin(self, Py_ssize_t first) noexcept
    cdef void add(self, Measure block) noexcept

@cython.freelist(256)
@cython.no_gc
cdef class Measure:
    cdef public Py_ssize_t row, length, chars, links, bold, prose
    cdef public Py_ssize_t han, digit, letter, stop, comma, mark, bar, space, colon
    cdef public Py_ssize_t first, last, in_title
    cdef public double log_length, link_share
    cdef public bint ends, hidden, bracketed, repeated, indented
    cdef public str kind
    cdef public Py_ssize_t level
    cdef public long long says, topic
    cdef public Seat seat
    cdef void begin(self, Py_ssize_t row) noexcept

cdef class Seat:
    cdef public str path
    cdef public Tags tags
    cdef public Classes classes
    cdef public Group same_path, same_class, same_place
    cdef void begin(self, str path, str cues) except *

cdef class Measures:
    cdef public list blocks, up
    cdef public Py_ssize_t title_length, han
    cdef public bint title_says_forum, is_article
    cdef public Group whole
    cdef public dict paths, classes, places
    cdef list _elements, _last
    cdef long long[::1] _last_ids
    cdef dict _first
    cdef Tally _tally
    @cython.locals(row=Py_ssize_t, block=Measure, seats=list, seat=Seat, number=Py_ssize_t, path=str, cues=str)
    cdef void _measure(self, Sheet sheet) except *
    @cython.locals(block=Measure)
    cdef void _level_indents(self) except *
    @cython.locals(seat=Seat, plain=str)
    cdef Seat _seat(self, str path, str cues, Py_ssize_t row)
    @cython.locals(row=Py_ssize_t, block=Measure)
    cpdef tell(self, list says, list topics)
    @cython.locals(tally=Tally, counts="long long[::1]", length=Py_ssize_t, before=Measure)
    cdef void _count(self, Measure block, str folded) except *
    @cython.locals(marks=tuple)
    cdef void _look(self, Measure block, object seen, str text) except *
    @cython.locals(seat=Seat, depth=Py_ssize_t, place=Py_ssize_t, level=Py_ssize_t, one="long long", group=Group)
    cdef void _group(self, Measure block, tuple around) except *

@cython.locals(group=Group)
cdef Group _group_of(dict groups, object key, Py_ssize_t row)

@cython.locals(group=Group)
cdef Group _new_group(Py_ssize_t row)
