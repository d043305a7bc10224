# C types for habits.py where it is compiled; see hatch_build.py
cimport cython
from pipeline.language cimport Model

cdef class PageLanguage:
    cdef Model _language
    cdef int[::1] _page, _ones, _last, _before
    cdef double _size, _alone, _prior, _prior_two, _doubled, _unknown
    cdef frozenset _stops
    cdef dict _followers
    @cython.locals(at=Py_ssize_t, c=Py_ssize_t)
    cdef void _link(self) except *
    cpdef Py_ssize_t number(self, str char)
    cpdef double cost(self, Py_ssize_t a, Py_ssize_t b, Py_ssize_t c)
    @cython.locals(found=list, shift=double, at=Py_ssize_t, c=Py_ssize_t)
    cpdef list costs(self, Py_ssize_t a, Py_ssize_t b, list choice)
    @cython.locals(alone=double, one=double, both=double, three=double, two=double, follow=dict)
    cdef double _bent(self, Py_ssize_t a, Py_ssize_t b, Py_ssize_t c, double nats)
    @cython.locals(prior=double, two=double, seen=double, share=double)
    cdef double _shift(self, Py_ssize_t a, Py_ssize_t b)
    cdef dict _after(self, Py_ssize_t b)
    @cython.locals(counts=dict, at=Py_ssize_t, c=Py_ssize_t)
    cdef dict _counted(self, Py_ssize_t b)
    @cython.locals(total=double, a=Py_ssize_t, b=Py_ssize_t, c=Py_ssize_t, char=str)
    cpdef double log_prob(self, str text)
