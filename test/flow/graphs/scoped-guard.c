static void f(struct thing *t)
{
	scoped_guard(mutex, &t->lock) {
		if (t->gone)
			break;
		one(t);
	}
	two(t);
}

/* expected:
flowchart TD
  b0{"scoped_guard<br>t->gone ?"}
  b0 -->|"true"| b2
  b0 -->|"false"| b3
  b1(["leave guard<br>two(t);<br>return"])
  b2[" "]
  b2 --> b1
  b3["one(t);"]
  b3 --> b1
*/
