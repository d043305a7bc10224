# C types for language.py where it is compiled; see hatch_build.py
cimport cpython as native
cimport cython

cdef Py_ssize_t _CODES

cdef class Model:
    cdef const unsigned int[::1] _start, _base
    cdef const unsigned short[::1] _next2, _relative, _next3
    cdef const unsigned char[::1] _p1, _bow1, _p2, _bow2, _p3
    cdef unsigned short[::1] _numbers
    cdef public Py_ssize_t size
    cdef double _step, _unknown
    @cython.locals(numbers="unsigned short[::1]", fields=list, sources=str, at=Py_ssize_t, code=Py_ssize_t, to=Py_ssize_t, source=Py_UCS4)
    cdef void _count(self, str alphabet) except *
    cdef void _fold(self, Py_ssize_t source, Py_ssize_t to)
    @cython.locals(code=Py_UCS4)
    cpdef Py_ssize_t number(self, str char)
    @cython.locals(code=Py_UCS4)
    cpdef Py_ssize_t number_at(self, str text, Py_ssize_t place)
    @cython.locals(at=Py_ssize_t, char=Py_UCS4)
    cpdef void number_all(self, str text, int[::1] numbers) except *
    @cython.locals(first=Py_ssize_t, last=Py_ssize_t, steps=Py_ssize_t)
    cpdef double cost(self, Py_ssize_t a, Py_ssize_t b, Py_ssize_t c)
    @cython.locals(first=Py_ssize_t, last=Py_ssize_t, steps=Py_ssize_t, c=Py_ssize_t, at=Py_ssize_t)
    cpdef void price(self, Py_ssize_t a, Py_ssize_t b, int[::1] choice, double[::1] nats) except *
    @cython.locals(at=Py_ssize_t)
    cdef Py_ssize_t _steps(self, Py_ssize_t b, Py_ssize_t c, Py_ssize_t first, Py_ssize_t last, Py_ssize_t steps)
    cdef (Py_ssize_t, Py_ssize_t, Py_ssize_t) _after(self, Py_ssize_t a, Py_ssize_t b)
    @cython.locals(base=Py_ssize_t, last=Py_ssize_t)
    cdef (Py_ssize_t, Py_ssize_t, Py_ssize_t) _behind(self, Py_ssize_t a, Py_ssize_t at)
    cdef Py_ssize_t _pair(self, Py_ssize_t a, Py_ssize_t b)
    @cython.locals(at=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t, steps=Py_ssize_t)
    cdef double _cost_of(self, Py_ssize_t ab, Py_ssize_t bc, Py_ssize_t a, Py_ssize_t b, Py_ssize_t c)
    @cython.locals(total=double, place=Py_ssize_t, a=Py_ssize_t, b=Py_ssize_t, c=Py_ssize_t, ab=Py_ssize_t, bc=Py_ssize_t)
    cpdef double log_prob(self, str text)
    @cython.locals(total=double, place=Py_ssize_t, a=Py_ssize_t, b=Py_ssize_t, c=Py_ssize_t, ab=Py_ssize_t, bc=Py_ssize_t)
    cpdef double per_char_at(self, str text, Py_ssize_t start, Py_ssize_t end)
    @cython.locals(total=double, number=Py_ssize_t, place=Py_ssize_t, a=Py_ssize_t, b=Py_ssize_t, c=Py_ssize_t, ab=Py_ssize_t, bc=Py_ssize_t)
    cpdef double per_foreign(self, str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t most)

@cython.locals(size=Py_ssize_t, half=Py_ssize_t)
cdef Py_ssize_t _place(const unsigned short[::1] values, Py_ssize_t wanted, Py_ssize_t low, Py_ssize_t high)
