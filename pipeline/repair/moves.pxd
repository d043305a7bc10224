# C types for moves.py where it is compiled; see hatch_build.py
cimport cython

from pipeline.repair.habits cimport Choice, PageLanguage, cheapest
from pipeline.repair.state cimport State

cdef class Moves:
    cdef public object profile
    cdef public PageLanguage language
    cdef public bint folded, simplified, skipped
    cdef bint _nfkc
    cdef Choice _eaten
    cdef double[::1] _nats, _totals
    cdef dict _pairs, _chars, _foreign, _known, _choices, _shapes
    cdef double _foreign_cost
    cdef Py_ssize_t _line_end
    cdef object _entity
    @cython.locals(c=Py_ssize_t, cost=double)
    cpdef State emit(self, State state, str char, Py_ssize_t last)
    @cython.locals(shown=str, c=Py_ssize_t, dear=double, cost=double, done=State, found=tuple)
    cpdef State restored(self, State state, Py_ssize_t pair, Py_ssize_t waiting=*)
    cdef tuple _learned(self, Py_ssize_t pair)
    @cython.locals(code=Py_ssize_t, found=list, done=State, pair=Py_ssize_t)
    cpdef list character(self, State state, str char)
    cdef list _sources(self, str char)
    @cython.locals(found=list, done=State, pair=Py_ssize_t, shape=str)
    cpdef list foldings(self, State state, str text, Py_ssize_t at)
    @cython.locals(lasts=list, found=list, last=Py_ssize_t, twin=State)
    cpdef list forms(self, State state, str char, str before)
    cpdef Py_ssize_t pair_of(self, str char)
    @cython.locals(pair=Py_ssize_t)
    cpdef State whole(self, State state, Py_ssize_t trail)
    @cython.locals(pair=Py_ssize_t)
    cpdef State push(self, State state, Py_ssize_t trail, Py_ssize_t rest)
    @cython.locals(found=list, lead=Py_ssize_t, trail=Py_ssize_t, twin=State)
    cpdef list hidden(self, State state, str reading)
    @cython.locals(sign=str, is_last=bint, real=State, ends=list, whole=State)
    cpdef list eaten(self, State state, str text, Py_ssize_t at)
    @cython.locals(last=Py_ssize_t, cost=double, done=State)
    cpdef State markup(self, State state, str sign, bint is_last)
    @cython.locals(size=Py_ssize_t, found=list, place=Py_ssize_t, whole=State, at=Py_ssize_t, number=Py_ssize_t, char=str, last=Py_ssize_t)
    cdef list _swallowed(self, list ends, dict known)
    @cython.locals(at=Py_ssize_t, price=double)
    cdef void _eating(self, State state, dict known, Py_ssize_t first) except *
    @cython.locals(s=State, t=State)
    cpdef list entity(self, list states, str name)
    cpdef list endings(self, State state)
    @cython.locals(found=list, choice=Choice, at=Py_ssize_t)
    cpdef list likeliest(self, State state, Py_ssize_t kind, Py_ssize_t number)
    cdef tuple _priced(self, Py_ssize_t kind)
    @cython.locals(pair=Py_ssize_t, found=list, first=Py_ssize_t, second=Py_ssize_t, likely=Py_ssize_t, one=State, whole=State, done=State)
    cpdef list cut(self, State state, str mark, double price)
    @cython.locals(found=list, whole=Py_ssize_t, done=State)
    cpdef list cut_twice(self, State state, str mark)
    @cython.locals(found=list, done=State)
    cpdef list cut_before(self, State state)
    @cython.locals(singles=dict, found=list, state=State)
    cpdef list vanished(self, list states)
