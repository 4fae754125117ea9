static void f(int a)
{
	do {
		if (skip(a))
			continue;
		one();
	} while (a--);
	two();
}

/* expected:
flowchart TD
  b0[" "]
  b0 --> b1
  b1{"skip(a) ?"}
  b1 -->|"true"| b5
  b1 -->|"false"| b6
  b2{"a-- ?"}
  b2 -->|"true"| b3
  b2 -->|"false"| b4
  b3[" "]
  b3 -.-> b1
  b4(["two();<br>return"])
  b5[" "]
  b5 --> b2
  b6["one();"]
  b6 --> b2
*/
