# C types for runs.py where it is compiled; see hatch_build.py
cimport cython

from .arrays cimport Sums, log_count
from .columns cimport Table
from .measures cimport Measure, Measures

cdef Py_ssize_t _PROSE, _SHORT, _DATE, _NEAR

@cython.locals(ends=bint)
cpdef bint is_sentence(Measure block) except -1
cpdef bint is_short(Measure block) except -1

cdef class Run:
    cdef public Py_ssize_t first, last, length
    cdef void add(self, Measure block) noexcept

cdef class Runs:
    cdef Py_ssize_t length
    cdef Run best
    cdef list inside
    @cython.locals(block=Measure, run=Run, row=Py_ssize_t)
    cdef void _find(self, Measures page, Py_ssize_t gap) except *

@cython.locals(runs=Runs, run=Run, best=Run, row=Py_ssize_t)
cpdef write_runs(Table table, Measures page)
@cython.locals(block=Measure, lengths="int[::1]", dated=Sums, row=Py_ssize_t, short=Py_ssize_t)
cpdef write_lines(Table table, Measures page)
@cython.locals(block=Measure, lengths="int[::1]", row=Py_ssize_t)
cdef int[::1] _short_runs(Measures page)
@cython.locals(more=double, at=Py_ssize_t, one=Measure, following=Measure, other=Measure)
cdef double _alternation(list blocks, Py_ssize_t row) except? -1e9
