#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// System error numbers.
package enum SystemError {
  /// The system's message for an error number.
  package static func message(_ code: Int32) -> String { String(cString: strerror(code)) }
}
