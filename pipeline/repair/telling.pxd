# C types for telling.py where it is compiled; see hatch_build.py
cimport cython
from pipeline cimport capi as native
from pipeline.language cimport Model
from pipeline.repair.beside cimport escape_at, is_in_wide, stop_at, tear_at
from pipeline.repair.known cimport is_known, part_end, part_start

cdef int OWN, LATIN_END, _LETTER, _RARE, _BESIDE, _STRANGE, _SIGNS, _ANY
cdef str _BEGIN_UTF8
cdef Py_ssize_t _FIRST_PLANE, MAX_GAP, _WIDE_FIRST, _WIDE_LAST

cpdef int kinds_of(str text, str kind=*)

# pointers into tables that live as long as the process: a view would be made for each text
@cython.locals(found=int, kind=int, rare=int, beside=int, signs=int, single=int, confused=int, at=Py_ssize_t, last=Py_ssize_t, last_syllable=Py_ssize_t, close=Py_ssize_t, size=Py_ssize_t, code=Py_UCS4)
cdef int _kinds_in(str text, str border, const unsigned char* table, const unsigned char* letters)

@cython.locals(code=Py_UCS4)
cdef int _kind_at(str text, Py_ssize_t at, const unsigned char* table, const unsigned char* letters)

cdef int _kind_beyond(Py_ssize_t code)

cpdef (Py_ssize_t, Py_ssize_t) sign_after(str text, Py_ssize_t at, str border)

@cython.locals(last=Py_ssize_t, last_syllable=Py_ssize_t, size=Py_ssize_t, place=Py_ssize_t, start=Py_ssize_t, stop=Py_ssize_t, code=Py_UCS4)
cdef (Py_ssize_t, Py_ssize_t) _sign_after(str text, Py_ssize_t at, str border, const unsigned char* table)

@cython.locals(kind=int, low=Py_ssize_t, last=Py_ssize_t, last_syllable=Py_ssize_t, start=Py_ssize_t, stop=Py_ssize_t, code=Py_UCS4, after=Py_UCS4)
cdef (Py_ssize_t, Py_ssize_t) _sign_at(str text, Py_ssize_t place, (Py_ssize_t, Py_ssize_t, Py_ssize_t) before, str border, const unsigned char* table)

cdef bint _is_syllable(Py_UCS4 code)

@cython.locals(start=Py_ssize_t, stop=Py_ssize_t)
cdef (Py_ssize_t, Py_ssize_t) _letters_around(str text, Py_ssize_t at, Py_ssize_t place)

@cython.locals(one=Py_UCS4, two=Py_UCS4, is_hangul=bint)
cdef Py_ssize_t _letters_end(str text, Py_ssize_t at, Py_ssize_t end)

@cython.locals(letters="const unsigned char[::1]", first=int, second=int, third=int)
cdef Py_ssize_t _sign_end(Py_UCS4 one, Py_UCS4 two, Py_UCS4 three, Py_ssize_t at)

cdef int _latin_kind(Py_UCS4 code, const unsigned char[::1] letters)

cdef bint _is_of_1251(Py_UCS4 code)

cdef bint _is_han(Py_UCS4 code)

@cython.locals(at=Py_ssize_t)
cdef bint _is_close(str text, Py_ssize_t one, Py_ssize_t other)

@cython.locals(language=Model, x=Py_ssize_t, y=Py_ssize_t, a=Py_ssize_t, b=Py_ssize_t, c=Py_ssize_t, d=Py_ssize_t, first=Py_UCS4, last=Py_UCS4)
cdef bint _is_sound(str text, Py_ssize_t one, Py_ssize_t other, str border, Py_ssize_t low)
