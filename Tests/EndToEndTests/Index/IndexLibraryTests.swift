#if os(Linux)
  import Emulator
  import TestSupport
  import Testing

  /// A SQLite that cannot be used, in place of the system's: a library of its own, built with cc, that says another
  /// version, or that lacks FTS5.
  @Suite(.enabled(if: ExternalProgram("cc").isTried)) struct IndexLibraryTests {
    private static let old = "int sqlite3_libversion_number(void) { return 3026000; }"
    private static let bare = """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <string.h>
      int sqlite3_prepare_v2(void *db, const char *sql, int size, void **statement, const char **tail) {
        int (*next)(void *, const char *, int, void **, const char **) = dlsym(RTLD_NEXT, "sqlite3_prepare_v2");
        const char *absent = "create virtual table words using fts5_absent(a)";
        return next(db, strstr(sql, "USING fts5") ? absent : sql, size, statement, tail);
      }
      """

    /// The real library takes another name, so that the stand-in can be named as it is and call it.
    private static let build = """
      real=$(ldconfig -p 2>/dev/null | sed -n 's|.*libsqlite3.so.0 .*=> ||p' | head -n 1)
      [ -n "$real" ] || real=$(find /usr/lib /lib -name libsqlite3.so.0 2>/dev/null | head -n 1)
      mkdir lib && sed 's/libsqlite3\\.so\\.0/libsqlite9.so.0/g' "$real" >lib/libsqlite9.so.0 &&
        printf '%s' "$SOURCE" >lib/stand-in.c &&
        cc -shared -fPIC -o lib/libsqlite3.so.0 lib/stand-in.c -Llib -Wl,--no-as-needed -l:libsqlite9.so.0 -ldl
      """

    @Test(arguments: [
      (old, "SQLite cannot be used: it is version 3.26.0, and 3.27.0 or newer is needed", "libsqlite3-0"),
      (bare, "this SQLite cannot search: it was built without FTS5", "a build of SQLite with FTS5"),
    ])
    func updateIndex_withALibraryThatCannotBeUsed(source: String, sentence: String, hint: String) throws {
      let sandbox = try Sandbox { $0.storyblok.space = .varied }
      let path = ["PATH": "/usr/local/bin:/usr/bin:/bin:/sbin:/usr/sbin", "SOURCE": source]
      let built = try sandbox.shell(Self.build, with: path)
      #expect(built.status == 0, "\(built.stderr)")
      let variables = [
        "STORYBLOK_TOKEN": StoryblokToken.preview.value, "LD_LIBRARY_PATH": sandbox.work + "/lib",
      ]
      let text = try sandbox.sva(["search", "--update-index"], with: variables)
      #expect(text.status == 3 && text.stdout == "")
      let output = try ErrorOutput(text: text)
      #expect(output.text.contains(sentence) && output.text.contains(hint), "\(text.stderr)")
      let json = try sandbox.sva(["search", "--update-index", "--json"], with: variables)
      #expect(try ErrorOutput(json: json).code == "bad_config" && json.status == 3)
      // Other engines serve a search; nothing half made is taken for an index.
      let search = try sandbox.sva(["search", "huts", "--json", "-q"], with: variables)
      #expect(search.status == 0, "\(search.stderr)")
      // With the system's own library, the next build is whole.
      let whole = try sandbox.sva(
        ["search", "--update-index", "--json"], with: ["STORYBLOK_TOKEN": StoryblokToken.preview.value])
      #expect(whole.document?["index"]?["stories"] == 10, "\(whole.stdout)")
    }
  }
#endif
