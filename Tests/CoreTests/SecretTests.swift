import Core
import Testing

/// No way of printing a value shows its secret, except `reveal()`.
@Suite struct SecretTests {
  private struct Holder { var token = Secret("s3cr3t-value") }

  @Test func secret_isNotPrinted() {
    var dumped = ""
    dump(Holder(), to: &dumped)
    let shown = ["\(Holder())", String(reflecting: Holder()), "\(Secret("s3cr3t-value"))", dumped]
    for text in shown { #expect(!text.contains("s3cr3t"), "\(text)") }
    #expect(Secret("s3cr3t-value").reveal() == "s3cr3t-value")
  }
}
