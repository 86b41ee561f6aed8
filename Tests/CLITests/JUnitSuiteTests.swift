import Core
import Testing

@testable import CLI

/// The JUnit report of `test-bedrock`.
struct JUnitSuiteTests {
  @Test func junitSuite_escapesWhatXMLDoesNotAllow() {
    var suite = JUnitSuite(
      name: "a \"b\" <c>", timestamp: "2026-01-02T03:04:05Z",
      cases: [
        .init(name: "one\ntwo", milliseconds: 61_005, outcome: .passed, output: "x & y\n\u{1B}[0m\u{FFFE}"),
        .init(name: "three", milliseconds: 7, outcome: .skipped("not & asked")),
        .init(name: "four", outcome: .failed("no > yes", code: "usage", text: "no\nhint: ]]>")),
      ])
    suite.properties = [("model", "a&b")]
    #expect(
      suite.xml == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="a &quot;b&quot; &lt;c&gt;" tests="3" failures="1" errors="0" skipped="1" time="61.012">
          <testsuite name="a &quot;b&quot; &lt;c&gt;" tests="3" failures="1" errors="0" skipped="1" time="61.012" \
        timestamp="2026-01-02T03:04:05Z">
            <properties>
              <property name="model" value="a&amp;b"/>
            </properties>
            <testcase classname="a &quot;b&quot; &lt;c&gt;" name="one two" time="61.005">
              <system-out>x &amp; y
        \u{FFFD}[0m\u{FFFD}</system-out>
            </testcase>
            <testcase classname="a &quot;b&quot; &lt;c&gt;" name="three" time="0.007">
              <skipped message="not &amp; asked"/>
            </testcase>
            <testcase classname="a &quot;b&quot; &lt;c&gt;" name="four" time="0.000">
              <failure message="no &gt; yes" type="usage">no
        hint: ]]&gt;</failure>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func junitSuite_isEmptyWithoutTests() {
    let xml = JUnitSuite(name: "n", timestamp: "t", cases: []).xml
    #expect(xml.contains(#"<testsuite name="n" tests="0" failures="0" errors="0" skipped="0" time="0.000""#))
  }
}
