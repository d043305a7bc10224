# C types for layout.py where it is compiled; see hatch_build.py
cimport cython

from .draft cimport Draft

cdef Py_ssize_t _LONG_CELL, _MANY_BLOCKS
cdef long long _SEEN, _OUTER, _WORDED, _HAS_PAIR
cdef frozenset _TABLE_PARTS

@cython.locals(tables=Tables, draft=Draft, layout=frozenset, remaining=Remaining)
cpdef take_layout_away(list drafts, Py_ssize_t size)

@cython.locals(found=bint)
cpdef bint has_cell(tuple within) except -1

cdef class Tables:
    cdef long long[::1] _table, _row, _cell, _is, _length, _count, _around, _texts
    cdef list _tables, _cells
    @cython.locals(cell=Py_ssize_t, row=Py_ssize_t)
    cpdef add(self, tuple within, Py_ssize_t length, bint is_code)
    @cython.locals(
        first=Py_ssize_t, known=Py_ssize_t, at=Py_ssize_t, tag=str, number=Py_ssize_t,
        table=Py_ssize_t, row=Py_ssize_t, cell=Py_ssize_t,
    )
    cdef Py_ssize_t _innermost(self, tuple within) except -1
    @cython.locals(found=set, cell=Py_ssize_t, outer=Py_ssize_t, table=Py_ssize_t, known="long long")
    cpdef frozenset layout(self)

cdef class Remaining:
    cdef frozenset _layout
    cdef list _kept
    cdef bytearray _inside
    @cython.locals(first=Py_ssize_t, known=Py_ssize_t, at=Py_ssize_t, inside=bint, kept=tuple, tag=str, number=Py_ssize_t)
    cpdef tuple of(self, tuple within)
