package io.millrace.app.it;

import java.util.List;

/** One thing that the host does, in one transaction or several in a row. */
record HostChange(ChangeKind kind, List<HostTransaction> transactions) {}
