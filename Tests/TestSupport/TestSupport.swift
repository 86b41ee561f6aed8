/// `TestSupport` holds what the tests of several modules need: a stub of the network, a recorder of the log, a clock that
/// stands still, temporary folders, fixtures, other programs, random numbers and the catalogue of Bedrock's errors. It
/// knows `Core` and `HTTP` alone, so that the tests of every module above them can use it.
