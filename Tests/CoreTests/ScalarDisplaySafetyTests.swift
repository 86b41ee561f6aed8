import Testing

@testable import Core

@Suite struct ScalarDisplaySafetyTests {
  @Test func scalarDisplaySafety_everyUnsafeScalarBeginsWithAByteThatSaysSo() {
    let scalars = (0...0x10FFFF).lazy.compactMap { Unicode.Scalar(UInt32($0)) }
    let unsafe = scalars.filter(\.isUnsafeToDisplay)
    #expect(unsafe.allSatisfy { Unicode.Scalar.mayBeginUnsafe(UTF8.encode($0)!.first!) })
    #expect(unsafe.count == 32 + 33 + 3 + 7 + 4)
    #expect(!"Aä日😀".utf8.contains(where: Unicode.Scalar.mayBeginUnsafe))
  }

  @Test(arguments: ["", "plain", "one <two", "<", "ä<"]) func string_hasByteLooksAtEachByte(_ text: String) {
    #expect(text.hasByte { $0 == UInt8(ascii: "<") } == text.contains("<"))
    #expect(text.dropFirst().hasByte { $0 == UInt8(ascii: "<") } == text.dropFirst().contains("<"))
  }
}
