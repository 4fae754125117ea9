static int f(int a)
{
retry:
	if (a)
		goto out;
	if (again())
		goto retry;
	one();
out:
	return a;
}

/* expected:
flowchart TD
  b0[" "]
  b0 --> b1
  b1{"a ?"}
  b1 -->|"true"| b2
  b1 -->|"false"| b3
  b2[" "]
  b2 --> b4
  b3{"again() ?"}
  b3 -->|"true"| b6
  b3 -->|"false"| b7
  b4(["%1 = a<br>return a;"])
  b6[" "]
  b6 -.-> b1
  b7["one();"]
  b7 --> b4
*/
