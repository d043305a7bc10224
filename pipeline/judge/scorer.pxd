# C types for scorer.py where it is compiled; see hatch_build.py
cimport cython

from .columns cimport Table

cdef double _CLIP, _NOTHING
cdef Py_ssize_t REASONS, _HUNDREDTHS

cdef class Shares:
    cdef object _names
    cdef list _known
    @cython.locals(hundredths=Py_ssize_t, known=list, found=tuple)
    cpdef tuple of(self, Py_ssize_t place, double value)

@cython.final
cdef class Linear:
    cdef const int[::1] _offsets, _lightest, _heaviest
    cdef const double[::1] _mean, _scale, _weights, _zero, _most
    cdef Py_ssize_t _own
    cdef Shares _shares
    cdef double _base
    cdef double[::1] _least
    cdef int[::1] _places
    @cython.locals(standard=double)
    cdef double _part(self, Py_ssize_t place, double value) noexcept
    @cython.locals(total=double, value=float, place=Py_ssize_t, offsets="const int[::1]", zero="const double[::1]")
    cpdef double score(self, const float[::1] cells, Py_ssize_t start) except? -1
    @cython.locals(rank=Py_ssize_t, place=Py_ssize_t, value=float, part=double, zeros=Py_ssize_t, at=Py_ssize_t, found=list,
        least="double[::1]", zero="const double[::1]", most="const double[::1]", heaviest="const int[::1]")
    cpdef list reasons(self, const float[::1] cells, Py_ssize_t start)
    @cython.locals(rank=Py_ssize_t)
    cdef void _rank(self, Py_ssize_t place, double part) noexcept

cdef class Forest:
    cdef public const int[::1] offsets
    cdef public const float[::1] thresholds, leaves
    cdef readonly Py_ssize_t trees
    @cython.locals(total=double, at=Py_ssize_t, node=Py_ssize_t, leaf=Py_ssize_t, _=Py_ssize_t, questions=Py_ssize_t, endings=Py_ssize_t,
        offsets="const int[::1]", thresholds="const float[::1]", leaves="const float[::1]")
    cpdef double score(self, const float[::1] cells, Py_ssize_t start) except? -1

cdef class Scorer:
    cdef Linear _linear
    cdef Forest _forest
    cdef double _share
    cdef Shares _shown
    @cython.locals(row=Py_ssize_t, start=Py_ssize_t, linear=double, forest=double, scores=list)
    cpdef list score(self, Table table)
    @cython.locals(row=Py_ssize_t, parts=list)
    cpdef list evidence(self, Table table, list rows, list scores)
