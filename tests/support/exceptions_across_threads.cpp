// For test programs in which a future carries an exception from one thread to another. The count that decides who frees
// it lives in libstdc++.so, which is not built for the thread sanitizer: it sees the freeing but not the count, and calls
// every such exception a race. This name alone is silenced; the sanitizer asks for the list by this function.
extern "C" const char* __tsan_default_suppressions() { return "race:std::__exception_ptr::exception_ptr::_M_release\n"; }
