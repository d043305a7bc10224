# C types for machine.py where it is compiled; see hatch_build.py
cimport cython

from pipeline.repair.moves cimport Moves

from pipeline.repair.state cimport State, any_pending, merged, read, swapped

cdef class Machine:
    cdef public str text
    cdef str _context, _opened
    cdef public object profile
    cdef bint _folded, _listed, _lone, _private, _pruned, _single
    cdef frozenset _marks, _foldable
    cdef dict _solved
    cdef Py_ssize_t _work
    cdef Moves _moves
    cpdef object solve(self, Py_ssize_t start, str context)
    @cython.locals(waiting=dict, states=list, settled=Py_ssize_t, last=Py_ssize_t, at=Py_ssize_t, whole=list, s=State)
    cdef object _search(self, Py_ssize_t start, str context)
    @cython.locals(state=State, char=str)
    cdef State _first(self, str context)
    @cython.locals(bound=double, state=State)
    cdef double _bound(self, dict waiting, Py_ssize_t at)
    @cython.locals(bound=double, state=State, held=State, best=dict, key="unsigned long long", kept=list)
    cdef list _prune(self, list states)
    @cython.locals(char=str, taken=list, is_tag=bint, state=State, s=State)
    cdef void _step(self, dict waiting, Py_ssize_t at, list states) except *
    @cython.locals(char=str, moves=Moves, state=State, s=State, bound=double, end=Py_ssize_t)
    cdef void _besides(self, dict waiting, Py_ssize_t at, list states) except *
    @cython.locals(there=list)
    cdef void _reach(self, dict waiting, Py_ssize_t end, list found) except *
    @cython.locals(reading=str, taken=list, s=State, f=State, t=State, bound=double)
    cdef bint _hidden(self, dict waiting, Py_ssize_t at, list states) except -1
    cdef list _forms(self, State state, Py_ssize_t at)
    @cython.locals(found=list, state=State, form=State, keys=frozenset)
    cdef list _keyed(self, list states, str reading, Py_ssize_t at)
    @cython.locals(text=str, moves=Moves, state=State, s=State, t=State, mark=str, after=str)
    cdef void _marked(self, dict waiting, Py_ssize_t at, list states) except *
    @cython.locals(text=str, moves=Moves, state=State, s=State)
    cdef void _question(self, dict waiting, Py_ssize_t at, list states) except *
