# C types for dropping.py where it is compiled; see hatch_build.py
cimport cython

from .. cimport capi as native

cdef object _RULE, _EVIDENCE
cdef tuple _KEPT

@cython.locals(found=list)
cpdef tuple with_verdicts(object blocks, dict verdicts)

cdef object _dropped(object block, tuple verdict)
