# Sourced by ./wenwen test: runs every module's tests, then counts. The page's tests (web-tests/) are run by one of them, BrowserTest.
run_tests() {
  local json='' arguments=() begin=$SECONDS code=0 a
  for a in "$@"; do
    case $a in --json) json=--json ;; --home | --home=*) ;; *) arguments+=("$a") ;; esac
  done
  [ "${#arguments[@]}" -gt 0 ] || say "所有测试 (all tests), those of the page in a real browser among them. About 10 to 20 minutes on 2 cores."
  find "$cd_root" -maxdepth 3 -type d -path '*/target/surefire-reports' -exec rm -rf {} +
  # Failures are counted below, so that one red module does not hide the others' results.
  maven -Dmaven.test.failure.ignore=true ${arguments[@]+"${arguments[@]}"} verify >&2 || code=1
  say "$((SECONDS - begin)) s"
  "$JAVA_HOME/bin/java" "$cd_root/.ci/TestReport.java" "$cd_root" "$code" $json
}
