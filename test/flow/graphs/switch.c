static int f(int a)
{
	switch (a) {
	case 1:
		one();
		fallthrough;
	case 2 ... 4:
		two();
		break;
	default:
		return -1;
	}
	return 0;
}

/* expected:
flowchart TD
  b0[" "]
  b0 --> b1
  b1{"a ?"}
  b1 -->|"1"| b4
  b1 -->|"2"| b5
  b1 -->|"default"| b7
  b2(["%2 = 0<br>return 0;"])
  b4["one();<br>fallthrough;"]
  b4 --> b5
  b5["two();"]
  b5 --> b2
  b7(["%1 = -1<br>return -1;"])
*/
