# C types for sequence.py where it is compiled; see hatch_build.py
cimport cython

from .. cimport capi as native
from .arrays cimport log_count

cdef double _CLIP, _LEAST, _MOST, _PULL, _FLOOR
cdef Py_ssize_t _LONGEST

@cython.locals(odds="double[::1]", weights="double[::1]", sums="double[::1]", row=Py_ssize_t, place=Py_ssize_t, weight=double, count=Py_ssize_t)
cpdef list pulled(object scores, list places, list lengths)
@cython.locals(odds="double[::1]", limit=double, doubt=double, row=Py_ssize_t, length=Py_ssize_t)
cpdef list decide(object scores, list lengths, double change=*)
@cython.locals(odds="double[::1]", row=Py_ssize_t, score=double)
cdef double[::1] _clipped(object scores, Py_ssize_t count)
@cython.locals(hits=double, weight=double, best=double, whole=double, row=Py_ssize_t, share=double, length=Py_ssize_t)
cdef double _threshold(list probabilities, list weights) except? -1
@cython.locals(dropped=double, kept=double, before=double, row=Py_ssize_t, state=bint, path=list,
    to_dropped="unsigned char[::1]", to_kept="unsigned char[::1]")
cdef list _viterbi(double[::1] gains, double change)
