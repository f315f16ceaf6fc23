# Sourced by ./wenwen test: runs every module's tests and the page's, then counts.
run_tests() {
  local json='' arguments=() begin=$SECONDS code=0 a
  for a in "$@"; do
    case $a in --json) json=--json ;; --home | --home=*) ;; *) arguments+=("$a") ;; esac
  done
  [ "${#arguments[@]}" -gt 0 ] || say "所有测试 (all tests): Maven modules, then the page's in a browser. About 10 to 20 minutes on 2 cores."
  find "$cd_root" -maxdepth 3 -type d -path '*/target/surefire-reports' -exec rm -rf {} +
  # Failures are counted below, so that one red module does not hide the others' results.
  maven -Dmaven.test.failure.ignore=true ${arguments[@]+"${arguments[@]}"} verify >&2 || code=1
  if [ -f "$cd_root/web-tests/package.json" ] && [ "${#arguments[@]}" -eq 0 ]; then
    web_tests >&2 || code=1
  fi
  say "$((SECONDS - begin)) s"
  "$JAVA_HOME/bin/java" "$cd_root/.ci/TestReport.java" "$cd_root" "$code" $json
}

# The page's tests write JUnit XML into web-tests/target/surefire-reports, where the count finds it.
web_tests() {
  if ! command -v npm >/dev/null; then
    say "web-tests: no npm here, not run (Debian: apt-get install nodejs npm)."
    mkdir -p "$cd_root/web-tests/target/surefire-reports"
    printf '%s\n' '<testsuite name="web-tests"><testcase classname="web-tests" name="all"><skipped message="no npm on this machine"/></testcase></testsuite>' \
      >"$cd_root/web-tests/target/surefire-reports/TEST-none.xml"
    return 0
  fi
  (cd "$cd_root/web-tests" && npm ci --no-audit --no-fund --ignore-scripts && npm test)
}
