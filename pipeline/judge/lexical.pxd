# C types for lexical.py where it is compiled; see hatch_build.py
cimport cython

cdef long long _SECOND
cdef Py_ssize_t _ZERO, _FIRST_FAMILY

@cython.locals(weights=list, family=Py_ssize_t, number=Py_ssize_t, sign=Py_ssize_t, char=Py_UCS4)
cpdef list _cells(str cells, Py_ssize_t families, double scale)

cdef class Grams:
    cdef long long _mask
    cdef long long[::1] _keys
    cdef int[::1] _numbers
    cdef Py_ssize_t count
    @cython.locals(at="long long")
    cdef long long _place(self, long long key) noexcept
    @cython.locals(at="long long")
    cdef bint add(self, long long key) noexcept
    @cython.locals(at="long long")
    cdef Py_ssize_t number(self, long long key) noexcept

cdef class Model:
    cdef public tuple families
    cdef public dict rows
    cdef public object bias
    cdef double[::1] _weights
    cdef Py_ssize_t _honest
    cdef Grams _grams
    @cython.locals(key="long long", char=Py_UCS4)
    cdef void _know(self, str gram)
    cdef double _spam(self, list odds)
    cdef list _odds(self, str squashed)
    @cython.locals(seen=Grams, sums="double[::1]", char=Py_UCS4, code="long long", before="long long", root=double, family=Py_ssize_t)
    cdef list _logits(self, str squashed)
    @cython.locals(row=Py_ssize_t, families=Py_ssize_t, family=Py_ssize_t)
    cdef void _add(self, long long key, Grams seen, double[::1] sums) noexcept
