# C types for habits.py where it is compiled; see hatch_build.py
cimport cython
from pipeline.language cimport Model

cdef class Choice:
    cdef public int[::1] numbers
    cdef public double[::1] more

cdef class PageLanguage:
    cdef Model _language
    cdef int[::1] _page, _ones, _last, _before
    cdef double[::1] _worth
    cdef double _step, _share, _size, _alone, _prior, _prior_two, _doubled, _unknown
    cdef unsigned char[::1] _stops
    cdef dict _followers
    @cython.locals(at=Py_ssize_t, c=Py_ssize_t)
    cdef void _link(self, str sound) except *
    cpdef Py_ssize_t number(self, str char)
    cpdef double cost(self, Py_ssize_t a, Py_ssize_t b, Py_ssize_t c)
    @cython.locals(shift=double, at=Py_ssize_t, c=Py_ssize_t)
    cpdef void price(self, Py_ssize_t a, Py_ssize_t b, Choice choice, double[::1] nats) except *
    @cython.locals(ones="int[::1]", alone=double, one=double, both=double, three=double, two=double, follow=dict)
    cdef double _bent(self, Py_ssize_t a, Py_ssize_t b, Py_ssize_t c, double nats)
    @cython.locals(first=int, last=int)
    cdef bint _is_doubled(self, Py_ssize_t b, Py_ssize_t c)
    @cython.locals(prior=double, two=double, seen=double, share=double)
    cdef double _shift(self, Py_ssize_t a, Py_ssize_t b)
    cdef double _seen(self, Py_ssize_t a, Py_ssize_t b)
    cdef dict _after(self, Py_ssize_t b)
    @cython.locals(counts=dict, at=Py_ssize_t, c=Py_ssize_t)
    cdef dict _counted(self, Py_ssize_t b)
    @cython.locals(total=double, a=Py_ssize_t, b=Py_ssize_t, c=Py_ssize_t, char=str)
    cpdef double log_prob(self, str text)
    @cython.locals(most=double, last=double, cost=double, a=Py_ssize_t, b=Py_ssize_t, c=Py_ssize_t, char=str)
    cpdef double dearest(self, str before, str text)

@cython.locals(worst=double, price=double, places=list, at=Py_ssize_t, low=Py_ssize_t, high=Py_ssize_t, middle=Py_ssize_t)
cpdef list cheapest(double[::1] nats, Py_ssize_t size, Py_ssize_t number)
