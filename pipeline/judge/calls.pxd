# C types for calls.py where it is compiled; see hatch_build.py
cimport cython

cdef unsigned int _TABLE

cdef class Calls:
    cdef dict _by_word, _by_start, _allowed, _started
    cdef object _anywhere, _wordless, _starters
    cdef const unsigned char[::1] _starts
    cdef object _needles
    @cython.locals(called=list, row=Py_ssize_t, word=str, own=object, before=object, always=object)
    cpdef dict of_lines(self, lines, joined, silent=*)
    @cython.locals(found=dict, row=Py_ssize_t, line=str, patterns=object)
    cdef dict _called(self, list lines, list called, object always)
