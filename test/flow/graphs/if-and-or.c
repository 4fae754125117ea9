static void f(int a, int b, int c)
{
	if (a && (b || !c))
		one();
}

/* expected:
flowchart TD
  b0{"a ?"}
  b0 -->|"true"| b3
  b0 -->|"false"| b2
  b1["one();"]
  b1 --> b2
  b2(["return"])
  b3{"b ?"}
  b3 -->|"true"| b1
  b3 -->|"false"| b4
  b4{"c ?"}
  b4 -->|"true"| b2
  b4 -->|"false"| b1
*/
