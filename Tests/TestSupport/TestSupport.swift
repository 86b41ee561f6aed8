/// `TestSupport` holds what the tests of several modules need: a stub of the network, a recorder of the log, a fixed
/// clock, temporary folders, fixtures, external programs, random numbers and the catalogue of Bedrock's errors. It
/// imports `Core` and `HTTP` only, so that the tests of all modules above them can use it.
