# C types for scorer.py where it is compiled; see hatch_build.py
cimport cython

from .arrays cimport rounded
from .columns cimport Table

cdef double _CLIP
cdef Py_ssize_t REASONS, QUESTIONS, LEAVES

cdef class Linear:
    cdef const int[::1] _offsets
    cdef const double[::1] _mean, _scale, _weights
    cdef Py_ssize_t _own
    cdef double _bias
    cdef double[::1] _least
    cdef int[::1] _places
    @cython.locals(total=double, part=double, place=Py_ssize_t)
    cpdef double score(self, const float[::1] cells, Py_ssize_t start) except? -1
    @cython.locals(least="double[::1]", places="int[::1]", rank=Py_ssize_t, place=Py_ssize_t, part=double)
    cpdef list reasons(self, const float[::1] cells, Py_ssize_t start)

cdef class Forest:
    cdef const int[::1] _offsets
    cdef const float[::1] _thresholds, _leaves
    cdef readonly Py_ssize_t trees
    @cython.locals(total=double, tree=Py_ssize_t, at=Py_ssize_t, node=Py_ssize_t)
    cpdef double score(self, const float[::1] cells, Py_ssize_t start) except? -1

cdef class Scorer:
    cdef Linear _linear
    cdef Forest _forest
    cdef double _share
    @cython.locals(row=Py_ssize_t, start=Py_ssize_t, linear=double, forest=double, scores="float[::1]")
    cpdef float[::1] score(self, Table table)
    @cython.locals(row=Py_ssize_t, place=Py_ssize_t)
    cpdef list reasons(self, Table table, list rows)
